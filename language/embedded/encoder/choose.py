"""The encoder of this process: MiniLM where its weights are installed, letters and words alone elsewhere."""

from functools import lru_cache

from kit.errors import InvalidInputError
from kit.settings import Settings, settings
from language.embedded.encoder.hashing import HashingEncoder
from language.embedded.encoder.kept import Kept
from language.embedded.encoder.minilm import MiniLM
from language.embedded.encoder.port import Encoder
from language.embedded.encoder.shelf import Shelf
from language.embedded.encoder.shipped import Shipped
from language.embedded.encoder.weights import WHEEL, weights_here


@lru_cache(maxsize=1)
def encoder_here() -> Encoder:
    """One for the process, because the weights are large; as the settings ask.

    Raises WeightsError for weights that are not the known ones, and InvalidInputError where what the settings ask for
    is not there.
    """
    asked = settings()
    encoder = _chosen(asked)
    if not encoder.semantic:
        return encoder
    return Kept(encoder, Shelf(asked.data_dir / "cache" / "vectors.sqlite"), Shipped(asked.packs_dir))


def _chosen(asked: Settings) -> Encoder:
    if asked.encoder == "endpoint":
        from language.embedded.encoder.endpoint import EndpointEncoder

        return EndpointEncoder.reach(asked)
    folder = weights_here() if asked.encoder != "ngrams" else None
    if folder:
        return MiniLM.load(folder)
    if asked.encoder == "minilm":
        raise InvalidInputError(f"PARLEY_ENCODER is minilm, but the package {WHEEL} is not installed: install it.")
    return HashingEncoder()
