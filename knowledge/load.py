"""From a pack to pages: what will be indexed, each with the digest that tells whether it has changed."""

import hashlib
import json
from dataclasses import dataclass

from commerce.packs.model import Pack

FORMAT = 1
"""Goes up when chunking or weighting changes, so that everything is indexed again."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a business in one namespace of the index. ``body`` is Markdown; ``language`` as in ``es``."""

    id: str
    title: str
    url: str
    language: str
    body: str
    namespace: str

    @property
    def digest(self) -> str:
        """SHA-256 over all of it and over how it is indexed."""
        parts = [FORMAT, self.namespace, self.id, self.title, self.url, self.language, self.body]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def pages_of(pack: Pack) -> list[Page]:
    namespace = pack.file.sales_agent.vector_database.namespace
    return [Page(each.id, each.title, each.url, each.language, each.body, namespace) for each in pack.documents]
