"""A business without a database: its pack and its content in memory, and no records yet."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from agents.context import Context
from commerce.carts.model import Cart
from commerce.catalogue.catalogue import Catalogue
from commerce.desk import Desk
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.stock.model import Level
from commerce.summaries.model import Story
from graphs.vocabulary import language_pack
from kit.clock import Clock
from kit.ids import derived
from kit.settings import settings
from knowledge.index.memory import MemoryIndex
from knowledge.ingest import ingest_pages
from knowledge.load import pages_of
from knowledge.port import Knowledge
from knowledge.search import Retriever
from language.port import Engine
from store.unit import Row
from tools.calendar.memory import MemoryCalendar
from tools.inventory.memory import MemoryInventory
from tools.payments.pay_links import PayLinks

BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
"""Since when the content is indexed; an index in memory does not keep it."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What is loaded once for a tenant."""

    pack: Pack
    engine: Engine
    desk: Desk
    knowledge: Knowledge

    def context(self, clock: Clock, timezone: str | None) -> Context:
        return Context(
            tenant=self.pack.id,
            pack=self.pack,
            clock=clock,
            engine=self.engine,
            desk=self.desk,
            knowledge=self.knowledge,
            calendar=MemoryCalendar(),
            inventory=MemoryInventory(),
            pay_links=PayLinks("https://pay.example", self.pack.id, "demo"),
            timezone=timezone or self.pack.file.timezone,
        )


class BlankDesk(Desk):
    """The desk of a business on its first day: nobody has booked, ordered or been quoted anything."""

    def __init__(self, pack: Pack) -> None:
        self.catalogue = Catalogue(pack)

    async def busy(
        self, people: Sequence[str], start: datetime, end: datetime, apart_from: UUID | None = None,
        moved: str | None = None,
    ) -> dict[str, list[tuple[datetime, datetime]]]:  # fmt: skip
        del start, end, apart_from, moved
        return {person: [] for person in people}

    async def appointments(self, contact: UUID, now: datetime) -> list[Row]:
        del contact, now
        return []

    async def quotes(self, conversation: UUID) -> list[Row]:
        del conversation
        return []

    async def order(self, number: str) -> Row | None:
        del number
        return None

    async def cart(self, contact: UUID, now: datetime) -> tuple[Cart | None, dict[str, int]]:
        del contact, now
        return None, {}

    async def next_cart(self, contact: UUID) -> UUID:
        return derived("cart", str(contact))

    async def payments(self, order: UUID) -> list[Row]:
        del order
        return []

    async def demand(
        self, contact: UUID, items: Sequence[str], since: datetime
    ) -> tuple[dict[str, dict[str, int]], dict[str, int], list[str], list[str]]:
        del contact, items, since
        return {}, {}, [], []

    async def orders(self, contact: UUID) -> list[Row]:
        del contact
        return []

    async def stock(self, items: Iterable[str]) -> dict[str, Level]:
        del items
        return {}

    async def profile(self, contact: UUID) -> dict[str, dict[str, Any]]:
        del contact
        return {}

    async def signals(self, contact: UUID, now: datetime) -> list[Row]:
        del contact, now
        return []

    async def opted_out(self, contact: UUID, channel: str) -> bool:
        del contact, channel
        return False

    async def story(self, conversation: UUID) -> Story:
        del conversation
        return Story([], [], [], [], [])

    async def price_list(self, contact: UUID) -> str | None:
        del contact
        return None

    async def returning(self, contact: UUID, conversation: UUID) -> bool:
        del contact, conversation
        return False


@lru_cache(maxsize=8)
def demo_of(tenant: str) -> Demo:
    """Reads the pack, trains its engine and indexes its content: about a second the first time, from a thread.

    Raises NotFoundError where there is no such pack.
    """
    from language.embedded.engine import EmbeddedEngine

    cache = settings().data_dir / "cache"
    pack = load(settings().packs_dir, tenant, cache)
    index = MemoryIndex()
    asyncio.run(_fill(index, pack))
    search = pack.file.sales_agent.vector_database
    return Demo(
        pack=pack,
        engine=EmbeddedEngine.build(language_pack(pack), cache),
        desk=BlankDesk(pack),
        knowledge=Retriever(index, search.max_results, search.similarity_threshold),
    )


async def _fill(index: MemoryIndex, pack: Pack) -> None:
    await ingest_pages(index, pages_of(pack), BEGINNING)
