"""How long quotes take: priced, written, read back and set as a PDF, each one a quote of its own."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from commerce.conversations.start import start
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.quotes.number import number_of
from commerce.quotes.paper import paper
from commerce.tenants.forget import forget
from commerce.tenants.register import register
from kit.ids import derived
from kit.settings import Settings
from server.wiring import House, cache_of, open_house
from store.unit import Row
from tools.documents.typst.pdf import TypstDocuments

PACK = "autoparts"
TENANT = "autoparts-quoted"
MOST_LINES = 5


async def bench_quotes(settings: Settings, count: int) -> dict[str, Any]:
    """Seconds for all, and milliseconds of a PDF; on the installation's own database, in a tenant that is forgotten."""
    pack = load(settings.packs_dir, PACK, cache_of(settings))
    async with open_house(settings, only=[]) as house:
        try:
            conversation = await _conversation(house, pack)
            began, worked = perf_counter(), process_time()
            rows = [await _written(house, pack, conversation, n, lines) for n, lines in enumerate(_wanted(pack, count))]
            written = perf_counter() - began
            papers = await _set(house, pack, rows)
            whole, processor = perf_counter() - began, process_time() - worked
        finally:
            await forget(house.store, TENANT)
    return {
        "quotes": count,
        "written_s": round(written, 2),
        "pdf_s": round(whole - written, 2),
        "all_s": round(whole, 2),
        "processor_s": round(processor, 2),
        "pdf_ms_p50": _quantile(papers, 50),
        "pdf_ms_p95": _quantile(papers, 95),
    }


def _wanted(pack: Pack, count: int) -> list[list[dict[str, Any]]]:
    random, items = Random(count), pack.catalogue.items
    return [
        [{"item": item.id, "quantity": random.randint(1, 9)} for item in random.sample(items, lines)]
        for lines in random.choices(range(1, MOST_LINES + 1), k=count)
    ]


async def _conversation(house: House, pack: Pack) -> UUID:
    conversation = derived(TENANT, "conversation")
    async with house.store.unit(TENANT) as unit:
        await register(unit, pack, house.clock.now(), type="rehearsal")
        await start(unit, id=conversation, channel="web", external_id="bench", page_url=None, referrer=None, utm={},
                    locale=None, timezone=None, now=house.clock.now(),
                    tracking=pack.file.sales_agent.page_tracking)  # fmt: skip
    return conversation


async def _written(house: House, pack: Pack, conversation: UUID, turn: int, lines: list[dict[str, Any]]) -> Row:
    now = house.clock.now()
    number = number_of(pack, conversation, turn)
    async with house.store.unit(TENANT) as unit:
        return await quotes.save(unit, quotes.Sending(
            conversation, number, draft(lines, pack), {}, pack.file.languages[0], now + timedelta(days=7), now, turn, 1
        ))  # fmt: skip


async def _set(house: House, pack: Pack, rows: Sequence[Row]) -> list[float]:
    documents, taken = TypstDocuments(), []
    for row in rows:
        began = perf_counter()
        url = house.links.url(TENANT, row["id"], row["expires_at"])
        await documents.render("quote", paper(row, pack, house.clock.now(), customer="Beto Luna", url=url))
        taken.append((perf_counter() - began) * 1000)
    return taken


def _quantile(found: Sequence[float], percent: int) -> float:
    return round(sorted(found)[len(found) * percent // 100], 1)
