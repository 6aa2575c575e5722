"""The files below a folder, in their order: nothing hidden, nothing that leads out of it."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.load.page import Skipped

_NOT_CONTENT = {"node_modules", "__pycache__", "vendor", "venv"}
MOST_FILES = 50_000


def files_below(folder: Path, root: Path) -> Iterator[Path | Skipped]:
    """``root`` is what links must stay within."""
    inside = root.resolve()
    waiting, count = [folder], 0
    while waiting:
        for path in sorted(waiting.pop().iterdir(), reverse=True):
            if path.name.startswith(".") or path.name in _NOT_CONTENT:
                continue
            if not path.resolve().is_relative_to(inside):
                yield Skipped(path.relative_to(root).as_posix(), "leads out of the folder")
            elif path.is_dir() and not path.is_symlink():
                waiting.append(path)
            elif path.is_file():
                count += 1
                yield path
        if count > MOST_FILES:
            yield Skipped(folder.name, f"has more than {MOST_FILES} files: the rest is not read", unsure=True)
            return
