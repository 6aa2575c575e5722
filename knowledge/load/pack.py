"""The documents that a pack brings along."""

from datetime import UTC, datetime

from commerce.packs.model import Pack
from commerce.packs.words import Document
from knowledge.load.page import Page


def pages_of(pack: Pack) -> list[Page]:
    namespace = pack.file.sales_agent.vector_database.namespace
    return [_page(document, namespace) for document in pack.documents]


def _page(each: Document, namespace: str) -> Page:
    updated = datetime.fromisoformat(each.updated).replace(tzinfo=UTC)
    return Page(each.id, each.title, each.url, each.language, each.body, namespace, updated=updated)
