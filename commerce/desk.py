"""The tenant's records as agents see them: read only, each look a short transaction of its own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.appointments import repository as appointments
from commerce.carts import repository as carts
from commerce.carts.look import look
from commerce.carts.model import Cart
from commerce.catalogue.catalogue import Catalogue
from commerce.consents import repository as consents
from commerce.conversations.repository import returning
from commerce.leads import signals
from commerce.orders import repository as orders
from commerce.packs.model import Pack
from commerce.payments import repository as payments
from commerce.pricing import repository as prices
from commerce.profiles import repository as profiles
from commerce.quotes import repository as quotes
from commerce.recommend import repository as recommend
from commerce.stock.model import Level
from commerce.stock.repository import levels, reserved
from commerce.summaries.model import Story
from commerce.summaries.repository import story_of
from store.unit import Row, Store


class Desk:
    def __init__(self, store: Store, tenant: str, pack: Pack, catalogue: Catalogue | None = None) -> None:
        """``catalogue``: the pack's, where one has been made already."""
        self._store = store
        self._tenant = tenant
        self._pack = pack
        self.catalogue = catalogue or Catalogue(pack)

    async def busy(
        self, people: Sequence[str], start: datetime, end: datetime, apart_from: UUID | None = None,
        moved: str | None = None,
    ) -> dict[str, list[tuple[datetime, datetime]]]:  # fmt: skip
        """When each person is taken, with buffers, but for the holds of ``apart_from`` and what is ``moved``."""
        async with self._store.unit(self._tenant) as unit:
            return await appointments.busy(unit, people, start, end, apart_from=apart_from, moved=moved)

    async def appointments(self, contact: UUID, now: datetime) -> list[Row]:
        """The contact's booked appointments that are not over, next first."""
        async with self._store.unit(self._tenant) as unit:
            return await appointments.of_contact(unit, contact, now)

    async def story(self, conversation: UUID) -> Story:
        """What the conversation has led to so far."""
        async with self._store.unit(self._tenant) as unit:
            return await story_of(unit, conversation)

    async def quotes(self, conversation: UUID) -> list[Row]:
        async with self._store.unit(self._tenant) as unit:
            return await quotes.of_conversation(unit, conversation)

    async def order(self, number: str) -> Row | None:
        """The order, with the ``contact_id`` of whoever placed it."""
        async with self._store.unit(self._tenant) as unit:
            return await orders.by_number(unit, number)

    async def orders(self, contact: UUID) -> list[Row]:
        """The contact's orders, newest first."""
        async with self._store.unit(self._tenant) as unit:
            return await orders.of_contact(unit, contact)

    async def cart(self, contact: UUID, now: datetime) -> tuple[Cart | None, dict[str, int]]:
        """The contact's open cart at today's prices, and how many of each thing are kept back for it."""
        async with self._store.unit(self._tenant) as unit:
            row = await carts.open_row(unit, contact, lock=False)
            if row is None:
                return None, {}
            return look(row, self._pack, now), await reserved(unit, row["id"], now)

    async def next_cart(self, contact: UUID) -> UUID:
        """The id of the cart that the contact's next addition opens."""
        async with self._store.unit(self._tenant) as unit:
            return carts.next_id(self._tenant, contact, await carts.count(unit, contact))

    async def payments(self, order: UUID) -> list[Row]:
        """The links of an order, newest first."""
        async with self._store.unit(self._tenant) as unit:
            return await payments.of_order(unit, order)

    async def demand(
        self, contact: UUID, items: Sequence[str], since: datetime
    ) -> tuple[dict[str, dict[str, int]], dict[str, int], list[str], list[str]]:
        """What is ordered beside ``items``, what is ordered most, what the contact bought and what they looked at."""
        async with self._store.unit(self._tenant) as unit:
            bought, viewed = await recommend.history(unit, contact)
            together = await recommend.ordered_together(unit, items, since)
            return together, await recommend.trending(unit, since), bought, viewed

    async def stock(self, items: Iterable[str]) -> dict[str, Level]:
        async with self._store.unit(self._tenant) as unit:
            return await levels(unit, items)

    async def profile(self, contact: UUID) -> dict[str, dict[str, Any]]:
        async with self._store.unit(self._tenant) as unit:
            return await profiles.of_contact(unit, contact)

    async def opted_out(self, contact: UUID, channel: str) -> bool:
        """Whether the contact does not want to be written to on that channel."""
        async with self._store.unit(self._tenant) as unit:
            return "all" in await consents.refused(unit, contact, channel)

    async def signals(self, contact: UUID, now: datetime) -> list[Row]:
        """The buying signals that the contact has shown in any conversation, oldest first."""
        async with self._store.unit(self._tenant) as unit:
            return await signals.of_contact(unit, contact, now)

    async def price_list(self, contact: UUID) -> str | None:
        """The list that staff gave the contact."""
        async with self._store.unit(self._tenant) as unit:
            return await prices.list_of(unit, contact)

    async def returning(self, contact: UUID, conversation: UUID) -> bool:
        """Whether the contact had talked with the business before this conversation."""
        async with self._store.unit(self._tenant) as unit:
            return await returning(unit, contact, conversation)
