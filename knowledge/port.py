"""What agents need of the content: passages that may answer, best first."""

from typing import Protocol

from language.port import Passage


class Knowledge(Protocol):
    """The content of one tenant."""

    async def search(self, query: str, language: str, page: str | None = None) -> list[Passage]:
        """At most ``max_results`` passages above ``similarity_threshold``; ``page`` is where the customer is."""
        ...

    async def close(self) -> None:
        """Lets go of connections to an index elsewhere."""
        ...
