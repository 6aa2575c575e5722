"""What loaders give: pages, each with the digest that tells whether it has changed, and what they left out, and why."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime

from kit.errors import InvalidInputError

FORMAT = 2
"""Goes up when chunking or weighting changes, so that everything is indexed again."""
PACK = "pack"
"""The source of the documents that a pack brings along."""
NAMESPACE = "sales_content"

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class RefusedError(InvalidInputError):
    """What was given is not read: too large, broken, hostile, or of no known kind. The sentence says which."""

    title = "The source is not read"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a business in one namespace of the index. ``body`` is Markdown; ``language`` as in ``es``.

    ``source`` is what one run of an ingestion brings and may take out again; ``updated`` is aware, None where the
    source does not tell. A heading of ``body`` may end in ``{#id}``: the id that it has on the page itself.
    """

    id: str
    title: str
    url: str
    language: str
    body: str
    namespace: str = NAMESPACE
    source: str = PACK
    kind: str = PACK
    updated: datetime | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over all of it and over how it is indexed."""
        told = self.updated.isoformat() if self.updated else ""
        parts = [FORMAT, self.namespace, self.id, self.title, self.url, self.language, self.body, self.kind, told]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out. ``unsure``: it may come back, so what was indexed before is not taken out for its sake."""

    where: str
    reason: str
    unsure: bool = False


Found = Page | Skipped


def identity(source: str, key: str, label: str | None = None) -> str:
    """A document's id: readable by its ``label`` or key, and never that of another key or another source."""
    path = (label or key).rpartition("://")[2].partition("/")[2] or (label or key)
    name = _NOT_IN_NAMES.sub("-", path.lower()).strip("-")[-48:].strip("-")
    digest = hashlib.sha256(f"{source}\x1f{key}".encode()).hexdigest()[:10]
    return f"{name or 'page'}-{digest}"
