"""What a person does with a conversation: take it, write in it, pass it on, give it back. Each is one transaction."""

from typing import Any
from uuid import UUID

from commerce.conversations import ownership
from commerce.conversations import repository as conversations
from commerce.conversations.dispatch import dispatch
from commerce.conversations.speak import speak
from commerce.notes import repository as notes
from commerce.packs.model import Pack
from commerce.writes.apply import apply
from commerce.writes.scope import Scope
from graphs.announce import announce
from graphs.inbox import Inbox
from graphs.offer import Offer
from kit.clock import Clock
from kit.errors import InvalidInputError, NotFoundError
from kit.ids import Ids
from store.bus.port import Bus
from store.outbox import enqueue
from store.unit import Row, Store, Unit

SAID_LIMIT = 40
"""Messages that a hand-back carries."""


class PeopleDesk:
    """``agent`` is always the id of who is signed in: it comes from the session, never from what was sent."""

    def __init__(self, store: Store, bus: Bus, inbox: Inbox, clock: Clock, ids: Ids, limit: int) -> None:
        self._store = store
        self._bus = bus
        self._inbox = inbox
        self._clock = clock
        self._ids = ids
        self._limit = limit

    async def take(self, tenant: str, conversation: UUID, agent: str, *, force: bool = False) -> int:
        """The new epoch. When this returns, nothing that the bot had begun will be sent any more."""
        async with self._store.unit(tenant) as unit:
            epoch = await ownership.take_over(unit, conversation, agent, self._clock.now(), force=force)
        await self._tell(tenant, conversation, "owner")
        return epoch

    async def transfer(self, tenant: str, conversation: UUID, agent: str, to: str, *, force: bool = False) -> int:
        async with self._store.unit(tenant) as unit:
            epoch = await ownership.transfer(unit, conversation, agent, to, self._clock.now(), force=force)
        await self._tell(tenant, conversation, "owner")
        return epoch

    async def say(
        self, tenant: str, conversation: UUID, agent: str, client_id: str, text: str,
        data: dict[str, Any] | None = None,
    ) -> Row:  # fmt: skip
        """Raises LeaseLostError, and sends nothing, where the conversation is not theirs.

        ``data``: ``{"template"}``, the approved template that carries the text where nothing else may.
        """
        if not text.strip() or len(text) > self._limit:
            raise InvalidInputError(f"text has {len(text)} characters: expected 1 to {self._limit}.")
        async with self._store.unit(tenant) as unit:
            row = await speak(unit, conversation, agent, self._ids.new(), client_id, text, self._clock.now(), data)
        await self._tell(tenant, conversation, "message", seq=row["seq"])
        return row

    async def offer(self, tenant: str, conversation: UUID, agent: str, client_id: str, offer: Offer, pack: Pack) -> Row:
        """Says what was prepared, with its blocks and all that it writes. Raises LeaseLostError as ``say`` does."""
        now, data = self._clock.now(), {"blocks": offer.blocks}
        async with self._store.unit(tenant) as unit:
            if said := await conversations.said_as(unit, conversation, client_id):
                return said
            row = await speak(unit, conversation, agent, self._ids.new(), client_id, offer.text, now, data)
            held = await conversations.get(unit, conversation)
            scope = Scope(tenant, conversation, held["contact_id"], held["turn_seq"], now, pack)
            for write in offer.writes:
                await apply(unit, scope, write)
            await enqueue(unit, conversation, None, scope.effects, now)
        await self._tell(tenant, conversation, "message", seq=row["seq"])
        return row

    async def typing(self, tenant: str, conversation: UUID, agent: str) -> None:
        """Is at work in it: the lease begins anew, colleagues see it. Raises LeaseLostError where it is not theirs."""
        async with self._store.unit(tenant) as unit:
            await ownership.require_held(unit, conversation, agent)
            await ownership.keep(unit, conversation, agent, self._clock.now())
        await self._tell(tenant, conversation, "typing", agent=agent)

    async def note(self, tenant: str, conversation: UUID, agent: str, text: str) -> Row:
        if not text.strip() or len(text) > self._limit:
            raise InvalidInputError(f"text has {len(text)} characters: expected 1 to {self._limit}.")
        async with self._store.unit(tenant) as unit:
            row = await notes.add(unit, self._ids.new(), conversation, agent, text, self._clock.now())
        if row is None:
            raise NotFoundError(f"Conversation {conversation} was not found.")
        await self._tell(tenant, conversation, "note")
        return row

    async def give_back(self, tenant: str, conversation: UUID, agent: str, *, force: bool = False) -> int:
        """Releases it, and tells the bot what was said meanwhile as a turn of its own."""
        async with self._store.unit(tenant) as unit:
            held = await conversations.get(unit, conversation)
            said = await _said(unit, held, held["inbound_seq"])
            epoch = await ownership.release(unit, conversation, agent, self._clock.now(), force=force)
        if epoch != held["epoch"]:
            await self._hand_back(tenant, conversation, epoch, said)
        return epoch

    async def give_back_idle(self, tenant: str) -> list[UUID]:
        """Gives back what its people left alone while a customer waits, and lets the bot answer."""
        async with self._store.unit(tenant) as unit:
            given = await ownership.release_idle(unit, self._clock.now())
            rows = [await conversations.get(unit, each) for each in given]
            told = [(row, await _said(unit, row, row["handled_seq"])) for row in rows]
        for row, said in told:
            await self._hand_back(tenant, row["id"], row["epoch"], said)
        return given

    async def warn_idle(self, tenant: str) -> list[UUID]:
        async with self._store.unit(tenant) as unit:
            warned = await ownership.warn_idle(unit, self._clock.now())
        for row in warned:
            until = row["locked_until"].isoformat()
            await self._tell(tenant, row["id"], "warned", agent=row["assigned_agent_id"], until=until)
        return [row["id"] for row in warned]

    async def dispatch(self, tenant: str, pack: Pack) -> int:
        """Puts what waits on the desks of who is there; how many."""
        async with self._store.unit(tenant) as unit:
            assigned = await dispatch(unit, pack, self._clock.now())
        for each in assigned:
            await self._tell(tenant, each.conversation, "assigned", agent=each.agent)
        return len(assigned)

    async def _hand_back(self, tenant: str, conversation: UUID, epoch: int, said: list[dict[str, str]]) -> None:
        await self._tell(tenant, conversation, "owner")
        event = {"event": "handed_back", "said": said}
        await self._inbox.happen(tenant, conversation, f"hand-back:{epoch}", event)

    async def _tell(self, tenant: str, conversation: UUID, what: str, **more: object) -> None:
        await announce(self._bus, tenant, conversation, {"event": what, **more})


async def _said(unit: Unit, row: Row, heard: int) -> list[dict[str, str]]:
    """What was said since the last turn of the bot; of the customer up to ``heard``: the rest still waits."""
    found = await conversations.messages_after_turn(unit, row["id"], row["turn_seq"], SAID_LIMIT)
    return [
        {"role": m["sender_type"], "text": m["content"], "who": m["sender_id"] or "customer"}
        for m in found
        if m["sender_type"] in {"agent", "ai"} or (m["sender_type"] == "client" and m["seq"] <= heard)
    ]
