"""What every encoder offers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """``name`` changes whenever the vectors do, so that stored ones are not mixed with others."""

    name: str
    dimensions: int
    semantic: bool
    """Whether nearness means likeness of meaning, or only of letters."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, rows of length 1."""
        ...
