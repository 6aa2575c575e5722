"""How much of anything is read: sizes of files, and what may come out of a compressed one."""

import re
import zipfile
from pathlib import Path

from knowledge.load.page import RefusedError

MEGABYTE = 1024 * 1024
LARGEST = {
    ".xml": 500 * MEGABYTE,
    ".csv": 32 * MEGABYTE,
    ".pdf": 64 * MEGABYTE,
    ".docx": 64 * MEGABYTE,
}
"""By suffix; an export of a whole site is read as a stream."""
LARGEST_TEXT = 8 * MEGABYTE
"""Of a page: Markdown, MDX, HTML, text."""
UNPACKED = 128 * MEGABYTE
"""What all parts of a zip may come to."""
RATIO = 100
"""How many times its packed size a part may come to. Office documents stay under 30."""
SMALL_PART = MEGABYTE
"""Below this no ratio is suspicious."""
PARTS = 5000
DEEPEST = 2000
"""Levels of elements in a page: the parser takes time by the square of them."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
_CLOSED_BY_OTHERS = {
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "area", "base", "br",
    "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip


def check_size(path: Path) -> None:
    """Raises RefusedError for a file that is too large for its kind, before a byte of it is read."""
    largest = LARGEST.get(path.suffix.lower(), LARGEST_TEXT)
    size = path.stat().st_size
    if size > largest:
        raise RefusedError(f"{path.name} has {megabytes(size)}: expected at most {megabytes(largest)}")


def check_zip(path: Path) -> None:
    """Raises RefusedError for what is no zip, and for one that would unpack to far more than it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise RefusedError(f"{path.name} is not a readable DOCX: {error}") from error
    total = sum(part.file_size for part in parts)
    if len(parts) > PARTS or total > UNPACKED:
        raise RefusedError(f"{path.name} would unpack to {megabytes(total)} in {len(parts)} parts: a zip bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(f"{path.name} is encrypted: save it without a password")
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > RATIO * max(1, part.compress_size):
            raise RefusedError(f"{path.name} unpacks to more than {RATIO} times its size: a zip bomb")


def megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"


def check_nesting(text: str, where: str) -> None:
    """Raises RefusedError for HTML nested so deep that parsing it would take for ever."""
    depth = 0
    for found in _TAG.finditer(text):
        if found[0].endswith("/>") or found[2].lower() in _CLOSED_BY_OTHERS:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            raise RefusedError(f"{where} nests its elements more than {DEEPEST} deep")
