"""Who is told of each turn that was committed."""

from typing import Protocol
from uuid import UUID

from graphs.turn import Done


class Tracing(Protocol):
    """Told after the commit; it never raises and never waits for the network."""

    def __call__(self, tenant: str, conversation: UUID, done: Done) -> None: ...

    def close(self) -> None:
        """Sends what is left."""
        ...


class NoTracing:
    """Implements ``Tracing`` where nothing is exported."""

    def __call__(self, tenant: str, conversation: UUID, done: Done) -> None:
        del tenant, conversation, done

    def close(self) -> None:
        return
