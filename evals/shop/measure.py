"""Loads a generated catalogue into a rehearsal, asks it the generated questions and prices quotes from it."""

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.files.item import LOADED
from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.read import read
from commerce.catalogue.generate import COLUMNS, generate
from commerce.catalogue.repository import every, upsert
from commerce.catalogue.words import content_words
from commerce.packs.items import Item
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.quotes.draft import draft
from commerce.tenants.forget import forget
from commerce.tenants.register import register
from evals.shop.questions import Question, questions
from kit.settings import Settings
from server.wiring import House, cache_of, open_house

TENANT = "autoparts"
REHEARSAL = "autoparts-measured"


async def measure(
    settings: Settings, rows: int, seed: int, asked: int, question_seed: int, quotes: int
) -> dict[str, Any]:
    """Seconds by the clock and of processor time to load; milliseconds to search; the share of right answers."""
    pack = load(settings.packs_dir, TENANT, cache_of(settings))
    async with open_house(settings, only=[]) as house:
        try:
            loaded = await _load(house, pack, rows, seed)
            async with house.store.unit(REHEARSAL) as unit:
                items = await every(unit)
        finally:
            await forget(house.store, REHEARSAL)
    whole = pack.model_copy(update={"products": {item.id: item for item in items}})
    catalogue = Catalogue(whole)
    prepared = _prepare(catalogue)
    made = list(questions(catalogue, items, asked, question_seed))
    return {"rows": rows, **loaded, **prepared, **_asked(catalogue, made), **_quoted(whole, items, quotes)}


async def _load(house: House, pack: Pack, rows: int, seed: int) -> dict[str, Any]:
    now = house.clock.now()
    async with house.store.unit(REHEARSAL) as unit:
        await register(unit, pack, now, type="rehearsal")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parts.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(generate(rows, seed))
        began, worked = perf_counter(), process_time()
        reading = read(path, pack, Mapping())
        async with house.store.unit(REHEARSAL) as unit:
            await upsert(unit, reading.items, currency=pack.file.currency, source=path.name, now=now)
    return {
        "refused": len(reading.problems),
        "load_s": round(perf_counter() - began, 2),
        "load_processor_s": round(process_time() - worked, 2),
    }


def _prepare(catalogue: Catalogue) -> dict[str, Any]:
    before, began, worked = getrusage(RUSAGE_SELF).ru_maxrss, perf_counter(), process_time()
    catalogue.prepare()
    return {
        "index_s": round(perf_counter() - began, 2),
        "index_processor_s": round(process_time() - worked, 2),
        "index_mb": (getrusage(RUSAGE_SELF).ru_maxrss - before) // 1024,
    }


def _asked(catalogue: Catalogue, made: Sequence[Question]) -> dict[str, Any]:
    taken, worked, missed = [], [], []
    for question in made:
        began, working = perf_counter(), process_time()
        hits = catalogue.search(question.text, question.language)
        taken.append((perf_counter() - began) * 1000)
        worked.append((process_time() - working) * 1000)
        if not hits or not _right(catalogue, hits[0].item, question):
            missed.append({"asked": question.text, "found": hits[0].item.name["es"] if hits else None})
    return {
        "questions": len(made),
        "right_first": round(1 - len(missed) / len(made), 4),
        "search_ms_p50": _quantile(taken, 50),
        "search_ms_p95": _quantile(taken, 95),
        "search_processor_ms_p95": _quantile(worked, 95),
        "missed": missed,
    }


def _quantile(found: Sequence[float], percent: int) -> float:
    return round(sorted(found)[len(found) * percent // 100], 2)


def _right(catalogue: Catalogue, item: Item, question: Question) -> bool:
    """A generated part that fits, or one of the pack's own that fits and whose name holds every word of the part."""
    if item.id in question.right or item.id.startswith(LOADED):
        return item.id in question.right
    names = [*item.name.values(), *(name for names in item.synonyms.values() for name in names)]
    wanted = set(content_words(question.part))
    return catalogue.fits(item, question.car) and any(wanted <= set(content_words(name)) for name in names)


def _quoted(pack: Pack, items: Sequence[Item], count: int) -> dict[str, Any]:
    """Quotes of one to five lines, priced as a turn does at its commit."""
    random = Random(count)
    wanted = [
        [{"item": random.choice(items).id, "quantity": random.randint(1, 9)} for _ in range(random.randint(1, 5))]
        for _ in range(count)
    ]
    began = perf_counter()
    for lines in wanted:
        draft(lines, pack)
    return {"quotes": count, "quotes_s": round(perf_counter() - began, 2)}
