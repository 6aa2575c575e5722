"""Vectors in a byte a number: small enough to be kept by the thousand and to be shipped with the packs.

Only the direction of a vector counts, so that no scale is kept. Every vector is shortened before anything is made of
it: one that was taken from a file and one that was made just now are the same to the last bit.
"""

import numpy as np
from numpy.typing import NDArray

MOST = 127

Vector = NDArray[np.float32]
Short = NDArray[np.int8]


def short(vector: Vector) -> Short:
    return np.asarray(np.rint(vector * (MOST / np.abs(vector).max())), np.int8)


def long(kept: Short) -> Vector:
    """Of length 1 again."""
    raised = kept.astype(np.float32)
    return np.asarray(raised / np.float32(np.sqrt(float(np.square(kept, dtype=np.int64).sum()))), np.float32)
