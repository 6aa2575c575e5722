"""What Parley needs of a document maker: one kind of paper from its data."""

from collections.abc import Mapping
from typing import Protocol

from kit.errors import NotFoundError
from language.port import Json


class LayoutNotFoundError(NotFoundError):
    title = "There is no layout for this document"


class Documents(Protocol):
    """The papers of one tenant. Making one changes nothing outside, so it takes no key."""

    media_type: str
    """Of what ``render`` makes: ``application/pdf``, ``text/plain; charset=utf-8``."""

    async def render(self, kind: str, data: Mapping[str, Json]) -> bytes:
        """The paper ``kind`` (``quote``, ``order``, ``summary``), the same bytes for the same data.

        ``data`` holds texts as the reader is to see them, lists of texts, and lists of rows (mappings of
        texts). Raises LayoutNotFoundError.
        """
        ...
