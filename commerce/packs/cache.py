"""Checked packs in a form that loads at once. What cannot be read is made again."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from commerce.packs.model import Pack

FORMAT = 2
"""Raised when merging or checking changes, so that packs compiled by older code are made again."""


def recall(folder: Path, tenant: str, digest: str) -> Pack | None:
    """The compiled pack with this digest, or None where there is none that can be trusted."""
    try:
        pack = Pack.model_validate_json(_place(folder, tenant, digest).read_bytes())
    except (OSError, ValidationError):
        return None
    return pack if pack.digest == digest and pack.id == tenant else None


def keep(folder: Path, pack: Pack) -> None:
    """Writes the pack whole or not at all and drops what it replaces; a disk that refuses costs only time."""
    place = _place(folder, pack.id, pack.digest)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, pack.model_dump_json(by_alias=True).encode())
        for old in place.parent.glob("*.json"):
            if old != place:
                old.unlink(missing_ok=True)


def _write(place: Path, data: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(draft, place)
    except OSError:
        os.unlink(draft)
        raise


def _place(folder: Path, tenant: str, digest: str) -> Path:
    return folder / tenant / f"{digest}-{FORMAT}.json"
