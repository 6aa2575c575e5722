"""A file of plain text."""

from pathlib import Path

from knowledge.load.encoding import text_of
from knowledge.load.limits import check_size
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, Skipped, identity
from knowledge.load.plain import paragraphs_of


def page_in(path: Path, place: str, source: str, options: Options) -> Found:
    """Raises RefusedError for what is too large or no text."""
    check_size(path)
    text = text_of(path.read_bytes(), path.name)
    if not text.strip():
        return Skipped(place, "has no words of its own")
    title = path.stem.replace("-", " ").replace("_", " ").capitalize()
    address = f"{options.site.rstrip('/')}/{place}" if options.site else ""
    return Page(identity(source, place), title, address, options.language_of(text), paragraphs_of(text),
                options.namespace, source, "text")  # fmt: skip
