"""A PostgreSQL server out of a wheel: started on first use, stopped when its last user has gone."""

from store.embedded.errors import EmbeddedServerError
from store.embedded.server import EmbeddedServer

__all__ = ["EmbeddedServer", "EmbeddedServerError"]
