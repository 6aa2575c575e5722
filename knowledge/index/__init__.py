"""Where chunks are kept: PostgreSQL, or this process."""

from weakref import WeakKeyDictionary

from commerce.packs.model import VectorDatabase
from kit.errors import InvalidInputError
from knowledge.index.memory import MemoryIndex
from knowledge.index.port import Index
from knowledge.index.postgres import PostgresIndex
from store.unit import Store

_in_memory: WeakKeyDictionary[Store, dict[tuple[str, str], MemoryIndex]] = WeakKeyDictionary()
"""What one part of a process indexed, another finds, as long as the store that both were given lives."""


def index_for(store: Store, tenant: str, settings: VectorDatabase) -> Index:
    """The index that the pack asks for; raises InvalidInputError for one that is not here."""
    if settings.provider == "pgvector":
        return PostgresIndex(store, tenant, settings.namespace)
    if settings.provider == "memory":
        return _in_memory.setdefault(store, {}).setdefault((tenant, settings.namespace), MemoryIndex())
    raise InvalidInputError(
        f"vector_database.provider {settings.provider!r} of tenant {tenant!r} is not available: "
        "expected pgvector or memory"
    )
