"""Showing a reply while it is written: each sentence is kept before it is shown, and none is shown twice."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from kit.clock import Clock
from store.drafts import show_draft
from store.unit import Store

Release = Callable[[str], Awaitable[None]]


class Drafting:
    """One turn's draft over all its attempts. A sentence that an earlier attempt has shown is not shown again;

    where an attempt comes to other words, nothing more is shown until the reply itself.
    """

    def __init__(self, store: Store, clock: Clock, tenant: str, conversation: UUID, release: Release) -> None:
        self._store = store
        self._clock = clock
        self._tenant = tenant
        self._conversation = conversation
        self._release = release
        self._shown: list[str] = []

    def attempt(self, turn: int, epoch: int) -> Release:
        """What this attempt shows its sentences with; raises TakenOverError where it may not speak any more."""
        place = 0
        strayed = False

        async def show(part: str) -> None:
            nonlocal place, strayed
            again = place < len(self._shown)
            strayed = strayed or (again and self._shown[place] != part)
            place += 1
            if strayed or again:
                return
            content = "".join([*self._shown, part])
            now = self._clock.now()
            await show_draft(self._store, self._tenant, self._conversation, turn, epoch, content, now)
            self._shown.append(part)
            await self._release(part)

        return show

    def finish(self) -> None:
        """The turn is committed: the next one begins with nothing shown."""
        self._shown.clear()
