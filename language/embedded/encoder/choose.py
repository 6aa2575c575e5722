"""The encoder of this process: MiniLM where its weights are installed, letters and words alone elsewhere."""

from functools import lru_cache

from language.embedded.encoder.hashing import HashingEncoder
from language.embedded.encoder.minilm import MiniLM, weights_here
from language.embedded.encoder.port import Encoder


@lru_cache(maxsize=1)
def encoder_here() -> Encoder:
    """One for the process, because the weights are large. Raises WeightsError for weights that are not the known."""
    folder = weights_here()
    return MiniLM.load(folder) if folder else HashingEncoder()
