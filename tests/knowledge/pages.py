"""Pages to index in tests."""

from datetime import UTC, datetime

from knowledge.load import Page

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def written(id: str, body: str, *, title: str = "Page", language: str = "en") -> Page:
    return Page(id, title, f"https://shop.example/{id}", language, body, "sales_content")
