"""A whole pack, as everything else reads it."""

from pydantic import Field

from commerce.packs.business import PackFile
from commerce.packs.fields import Language
from commerce.packs.items import CatalogueFile, Item
from commerce.packs.part import Part
from commerce.packs.process import Objection, Pipeline, Strategy
from commerce.packs.words import Document, Intent, Template


class Pack(Part):
    """A whole pack, the base set merged in."""

    file: PackFile
    catalogue: CatalogueFile
    pipeline: Pipeline
    strategies: list[Strategy]
    objections: list[Objection]
    intents: dict[str, Intent]
    outside: dict[Language, list[str]] = Field(default={})
    """Examples of messages that are about none of the intents."""
    templates: dict[str, Template]
    documents: list[Document]
    digest: str
    """SHA-256 over the files, for caches."""
    products: dict[str, Item] = Field(default={})
    """What the tenant loaded from files, by id, beside the catalogue's own items."""

    @property
    def id(self) -> str:
        return self.file.id
