"""A tenant with one conversation, for tests that need rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commerce.conversations.start import start
from commerce.packs.model import Pack
from commerce.tenants.register import register
from commerce.writes import Scope, apply
from kit.ids import derived
from store.unit import Row, Store
from tests.commerce.packs import small_pack

NOW = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
"""A Monday morning in Bogotá."""


@dataclass(frozen=True)
class Room:
    """A registered tenant and a conversation in it."""

    store: Store
    pack: Pack
    conversation: UUID
    contact: UUID
    now: datetime = NOW

    @property
    def tenant(self) -> str:
        return self.pack.id

    def scope(self, turn: int = 1) -> Scope:
        return Scope(self.tenant, self.conversation, self.contact, turn, self.now, self.pack)

    def later(self, **by: float) -> "Room":
        """The same room, some time after."""
        return replace(self, now=self.now + timedelta(**by))

    async def write(self, kind: str, turn: int = 1, /, **args: Any) -> Scope:
        """Applies one write as a turn of its own; the scope has the effects."""
        scope = self.scope(turn)
        async with self.store.unit(self.tenant) as unit:
            await apply(unit, scope, {"kind": kind, "args": args})
        return scope

    async def rows(self, table: str) -> list[Row]:
        async with self.store.unit(self.tenant) as unit:
            return await unit.rows(f"SELECT * FROM {table}")  # noqa: S608 - the test's

    async def hear(self, conversation: UUID | None = None) -> None:
        """Counts a customer's message, as an arrival does."""
        async with self.store.unit(self.tenant) as unit:
            await unit.run(
                "UPDATE conversations SET inbound_seq = message_seq + 1, message_seq = message_seq + 1 WHERE id = %s",
                (conversation or self.conversation,),
            )


async def open_room(store: Store, pack: Pack | None = None, **start_with: Any) -> Room:
    pack = pack or small_pack()
    async with store.unit(pack.id) as unit:
        await register(unit, pack, NOW)
    room = Room(store, pack, derived("room", pack.id), UUID(int=0))
    row = await another_conversation(room, "visitor", room.conversation, **start_with)
    return replace(room, contact=row["contact_id"])


async def another_conversation(room: Room, visitor: str, id: UUID | None = None, **start_with: Any) -> Row:
    """One more conversation in the room's tenant."""
    options: Mapping[str, Any] = {"channel": "web", "now": room.now, **start_with}
    async with room.store.unit(room.tenant) as unit:
        return await start(unit, id=id or derived("talk", visitor), external_id=visitor, **options)
