"""A PDF: its text page by page. What is a picture of text or asks for a password is refused."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.load.dates import instant
from knowledge.load.limits import check_size
from knowledge.load.options import Options
from knowledge.load.page import Page, RefusedError, identity
from knowledge.load.plain import paragraphs_of

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 1000
SHORTEST = 20
"""Characters of a whole file below which it is taken for pictures."""
LONGEST = 5_000_000
"""Characters of a whole file: what is compressed may come to anything."""


def page_in(path: Path, place: str, source: str, options: Options) -> Page:
    """Raises RefusedError with the reason. Each page is a heading that ``#page=`` leads to."""
    check_size(path)
    texts, title, updated = _read(path)
    words = sum(map(len, texts))
    if words < SHORTEST:
        raise RefusedError(f"{path.name} holds pictures and no text: run text recognition on it first")
    pages = ((number, paragraphs_of(text)) for number, text in enumerate(texts, 1))
    body = "\n\n".join(f"## p. {number} {{#page={number}}}\n\n{text}" for number, text in pages if text)
    address = f"{options.site.rstrip('/')}/{place}" if options.site else ""
    return Page(identity(source, place), title or _named(path), address, options.language_of("\n".join(texts)), body,
                options.namespace, source, "pdf", updated)  # fmt: skip


def _read(path: Path) -> tuple[list[str], str, datetime | None]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise RefusedError(f"{path.name} is encrypted: save it without a password")
        texts = list(_texts(reader, path))
        told = reader.metadata
        title = str(told.title or "").strip() if told else ""
        return texts, title, _changed(reader)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise RefusedError(f"{path.name} is not a readable PDF: {error}") from error


def _texts(reader: "PdfReader", path: Path) -> list[str]:
    texts: list[str] = []
    if len(reader.pages) > MOST_PAGES:
        raise RefusedError(f"{path.name} has {len(reader.pages)} pages: expected at most {MOST_PAGES}")
    for page in reader.pages:
        texts.append(page.extract_text() or "")
        if sum(map(len, texts)) > LONGEST:
            raise RefusedError(f"{path.name} unpacks to more than {LONGEST} characters")
    return texts


def _changed(reader: "PdfReader") -> datetime | None:
    try:
        return instant(reader.metadata.modification_date or reader.metadata.creation_date) if reader.metadata else None
    except ValueError:
        return None


def _named(path: Path) -> str:
    return path.stem.replace("-", " ").replace("_", " ").capitalize()
