"""Texts as vectors of length 1, so that near ones mean alike: by checksums, by MiniLM, or from an endpoint."""

from language.embedded.encoder.choose import encoder_here
from language.embedded.encoder.port import Encoder

__all__ = ["Encoder", "encoder_here"]
