"""Pages to index in tests."""

from datetime import UTC, datetime

from knowledge import ingest
from knowledge.index.port import Entry
from knowledge.load import Page
from language.embedded.encoder import Encoder

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def written(id: str, body: str, *, title: str = "Page", language: str = "en") -> Page:
    return Page(id, title, f"https://shop.example/{id}", language, body, "sales_content")


def entries_of(page: Page, encoder: Encoder | None) -> list[Entry]:
    return ingest.entries_of([page], encoder)[0]
