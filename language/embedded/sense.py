"""What a message means to the encoder, which several learnt readings share."""

import numpy as np
from numpy.typing import NDArray

from kit.errors import UnavailableError
from language.embedded.encoder.port import Encoder
from language.embedded.text import Text


def meant(text: Text) -> str:
    """What the encoder is given."""
    return text.clean.strip()


def sense_of(text: Text, encoder: Encoder) -> NDArray[np.float32]:
    """Nothing where the encoder cannot be reached: the message is then read by its words."""
    try:
        return np.asarray(encoder.encode([meant(text)])[0], np.float32)
    except UnavailableError:
        return np.zeros(encoder.dimensions, np.float32)
