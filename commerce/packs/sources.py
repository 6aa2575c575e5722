"""The files that a pack is made of, read once as bytes."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.errors import NotFoundError

BASE = "_base"
"""The folder with the intents and templates that every pack stands on."""
FILES = (
    "pack.yaml",
    "catalogue.yaml",
    "stages.yaml",
    "strategies.yaml",
    "objections.yaml",
    "intents.yaml",
    "templates.yaml",
)
SLUG = re.compile(r"[a-z][a-z0-9_-]{1,62}")


@dataclass(frozen=True, slots=True)
class Source:
    """``key`` names the file inside the pack, ``documents/a.md``; those of the base begin with ``_base/``."""

    key: str
    shown: str
    """As a person finds it: ``packs/x/pack.yaml``."""
    data: bytes


def available(root: Path) -> list[str]:
    """The tenants that have a pack under ``root``, in order."""
    return sorted(path.parent.name for path in root.glob("*/pack.yaml") if SLUG.fullmatch(path.parent.name))


def gather(root: Path, tenant: str, changed: Mapping[str, str] | None = None) -> list[Source]:
    """The files of the pack, then those of the base; raises NotFoundError naming the packs that there are.

    ``changed`` are whole files by their ``key`` that stand in for those of the folder, or beside them; an empty one
    takes the file away.
    """
    folder = root / tenant
    if not SLUG.fullmatch(tenant) or not folder.is_dir():
        known = ", ".join(available(root)) or "none"
        raise NotFoundError(f"there is no pack {tenant!r} under {root}: expected one of {known}")
    base = root / BASE
    paths = [*_of(folder), *_of(base)]
    found = [_read(root, path, folder) for path in paths]
    return _changed(found, f"{root.name}/{tenant}", changed) if changed else found


def unknown_files(root: Path, tenant: str) -> list[str]:
    """YAML files that no one reads, most likely misspelt."""
    names = (path.name for path in (root / tenant).glob("*.y*ml"))
    return sorted(name for name in names if name not in FILES)


def digest(sources: Iterable[Source]) -> str:
    """SHA-256 over names and bytes: what it stands for has not changed while it has not."""
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.key}\0{len(source.data)}\0".encode())
        total.update(source.data)
    return total.hexdigest()


def _changed(found: list[Source], place: str, changed: Mapping[str, str]) -> list[Source]:
    """In the order in which files of a folder come."""
    new = {key: Source(key, f"{place}/{key}", content.encode()) for key, content in changed.items()}
    own = {source.key: source for source in found if not source.key.startswith(f"{BASE}/")} | new
    own = {key: source for key, source in own.items() if source.data or key not in new}
    named = [own.pop(name) for name in FILES if name in own]
    base = [source for source in found if source.key.startswith(f"{BASE}/")]
    return [*named, *(own[key] for key in sorted(own)), *base]


def _of(folder: Path) -> list[Path]:
    present = [folder / name for name in FILES if (folder / name).is_file()]
    return present + sorted((folder / "documents").rglob("*.md"))


def _read(root: Path, path: Path, folder: Path) -> Source:
    own = path.is_relative_to(folder)
    key = path.relative_to(folder if own else root).as_posix()
    return Source(key, path.relative_to(root.parent).as_posix(), path.read_bytes())
