"""Where chunks are kept: PostgreSQL, Pinecone, or this process."""

from weakref import WeakKeyDictionary

from commerce.packs.agent import VectorDatabase
from kit.errors import InvalidInputError
from knowledge.index.memory import MemoryIndex
from knowledge.index.port import Index
from knowledge.index.postgres import PostgresIndex
from language.embedded.encoder import Encoder
from store.unit import Store

_in_memory: WeakKeyDictionary[Store, dict[tuple[str, str], MemoryIndex]] = WeakKeyDictionary()
"""What one part of a process indexed, another finds, as long as the store that both were given lives."""


def index_for(store: Store, tenant: str, settings: VectorDatabase, encoder: Encoder | None = None) -> Index:
    """The index that the pack asks for; raises InvalidInputError for one that is not here.

    An ``encoder`` that knows nothing of meaning is left out: words are compared better without it.
    """
    used = encoder if encoder and encoder.semantic else None
    if settings.provider == "pgvector":
        return PostgresIndex(store, tenant, settings.namespace, used)
    if settings.provider == "pinecone":
        return _in_pinecone(store, tenant, settings.namespace, used)
    return _in_memory.setdefault(store, {}).setdefault((tenant, settings.namespace), MemoryIndex(used))


def _in_pinecone(store: Store, tenant: str, namespace: str, encoder: Encoder | None) -> Index:
    from kit.settings import settings
    from knowledge.index.pinecone import Account, PineconeIndex

    host, key = settings().pinecone_base_url, settings().pinecone_api_key
    if encoder is None or not host or key is None:
        raise InvalidInputError(
            f"vector_database.provider of tenant {tenant!r} is 'pinecone': expected PARLEY_PINECONE_BASE_URL, "
            "PARLEY_PINECONE_API_KEY and an encoder that knows meaning (PARLEY_ENCODER=minilm or endpoint)."
        )
    return PineconeIndex(store, tenant, namespace, encoder, Account(host, key.get_secret_value()))
