"""Keeping what was learnt in a file."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike


def keep(path: Path, small: bool = False, **arrays: ArrayLike) -> None:
    """In one step, so that a process that reads at the same time finds all of it or nothing.

    ``small``: compressed, for a file that is shipped.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        if small:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # its stub takes a flag among the arrays
        else:
            np.savez(file, **arrays)  # type: ignore[arg-type]
    Path(file.name).replace(path)
