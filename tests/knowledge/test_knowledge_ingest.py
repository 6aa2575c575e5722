"""Bringing a source up to date: only what changed, only its own, and to the end after a kill."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.settings import ROOT
from knowledge.index.memory import MemoryIndex
from knowledge.index.port import Index
from knowledge.index.postgres import PostgresIndex
from knowledge.ingest import AT_ONCE, Report, ingest_pages
from knowledge.load import Page
from knowledge.load.page import Found, Skipped
from knowledge.load.sources import local_source
from store.unit import Store
from tests.contracts.tenants import admit
from tests.knowledge.load.made import ASTRO, ENGLISH, SPANISH, WORDPRESS
from tests.knowledge.pages import NOW, written


def _of(source: str, *pages: Page) -> list[Found]:
    return [replace(page, source=source) for page in pages]


@pytest.fixture(params=["memory", "postgres"])
def opener(request: pytest.FixtureRequest) -> Callable[[], Awaitable[Index]]:
    if request.param == "memory":
        return _memory
    store: Store = request.getfixturevalue("store")
    return lambda: _postgres(store)


@pytest.fixture
async def index(opener: Callable[[], Awaitable[Index]]) -> Index:
    return await opener()


async def _memory() -> Index:
    return MemoryIndex()


async def _postgres(store: Store) -> Index:
    await admit(store, "shop")
    return PostgresIndex(store, "shop", "sales_content")


async def test_a_second_run_writes_nothing(index: Index) -> None:
    source = local_source(WORDPRESS, SPANISH)
    first = await ingest_pages(index, source.read(), NOW, source.name)
    again = await ingest_pages(index, source.read(), NOW, source.name)
    assert (first.added, first.chunks > first.added) == (17, True)
    assert replace(again, skipped=()) == Report(unchanged=17)


async def test_what_is_gone_from_a_source_goes_and_what_others_brought_stays(index: Index) -> None:
    await ingest_pages(index, [written("pads", "Pads.")], NOW)
    await ingest_pages(index, _of("site", written("a", "A."), written("b", "B.")), NOW, "site")
    report = await ingest_pages(index, _of("site", written("a", "A.")), NOW, "site")
    assert report == Report(removed=1, unchanged=1)
    assert set(await index.digests()) == {"pads", "a"}
    assert set(await index.digests("site")) == {"a"}
    await ingest_pages(index, [], NOW)
    assert set(await index.digests()) == {"a"}


async def test_nothing_is_taken_out_while_it_is_unsure_what_is_gone(index: Index) -> None:
    await ingest_pages(index, _of("site", written("a", "A."), written("b", "B.")), NOW, "site")
    away = Skipped("https://shop.example/b", "the site answers 503", unsure=True)
    report = await ingest_pages(index, [*_of("site", written("a", "A.")), away], NOW, "site")
    assert (report.removed, report.is_whole) == (0, False)
    gone = Skipped("https://shop.example/b", "it is gone (404)")
    report = await ingest_pages(index, [*_of("site", written("a", "A.")), gone], NOW, "site")
    assert (report.removed, report.is_whole) == (1, True)


async def test_a_dry_run_counts_and_writes_nothing(index: Index) -> None:
    await ingest_pages(index, _of("site", written("a", "A.")), NOW, "site")
    found = _of("site", written("b", "B."))
    assert await ingest_pages(index, found, NOW, "site", dry=True) == Report(added=1, removed=1, chunks=1)
    assert set(await index.digests()) == {"a"}


async def test_a_page_that_changes_its_date_alone_is_written_again(index: Index) -> None:
    page = written("a", "A.")
    await ingest_pages(index, [page], NOW)
    later = replace(page, updated=datetime(2026, 12, 1, tzinfo=UTC))
    assert await ingest_pages(index, [later], NOW) == Report(changed=1, chunks=1)


async def test_a_run_that_breaks_off_is_gone_on_with(index: Index) -> None:
    pages = _of("site", *(written(f"p{n:03}", f"Words {n}.") for n in range(100)))

    def breaking() -> Iterator[Found]:
        yield from pages[:60]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        await ingest_pages(index, breaking(), NOW, "site")
    kept = len(await index.digests("site"))
    assert 0 < kept < 60
    report = await ingest_pages(index, pages, NOW, "site")
    assert (report.added, report.unchanged) == (100 - kept, kept)


async def test_progress_is_told_while_it_reads(index: Index) -> None:
    told: list[int] = []

    async def tell(report: Report) -> None:
        told.append(report.added)

    pages = _of("site", *(written(f"p{n}", "Words.") for n in range(2 * AT_ONCE + 8)))
    await ingest_pages(index, pages, NOW, "site", told=tell)
    assert told == [AT_ONCE, 2 * AT_ONCE, 2 * AT_ONCE + 8]


async def test_a_document_remembers_where_it_came_from_and_when_it_was_changed(store: Store) -> None:
    await admit(store, "shop")
    index = PostgresIndex(store, "shop", "sales_content")
    source = local_source(ASTRO, ENGLISH)
    await ingest_pages(index, source.read(), NOW, source.name)
    async with store.unit("shop") as unit:
        row = await unit.row("SELECT source, kind, modified_at FROM documents WHERE url LIKE %s", ("%how-long%",))
    assert row == {"source": source.name, "kind": "astro", "modified_at": datetime(2026, 10, 2, 13, 30, tzinfo=UTC)}


_KILLED = """
import asyncio, sys
from datetime import UTC, datetime
from knowledge.index.postgres import PostgresIndex
from knowledge.ingest import ingest_pages
from store.unit import Store
from tests.knowledge.test_knowledge_ingest import many

async def main():
    store = Store(sys.argv[1], size=2)
    await store.open()
    async def told(report):
        print(report.added, flush=True)
    index = PostgresIndex(store, "shop", "sales_content")
    await ingest_pages(index, many(), datetime(2026, 11, 23, tzinfo=UTC), "site", told=told)

asyncio.run(main())
"""


def many() -> list[Found]:
    """More pages than are written before the kill comes."""
    return _of("site", *(written(f"p{n:03}", f"# One\n\nWords {n}.\n\n# Two\n\nMore words.") for n in range(300)))


async def test_a_killed_process_leaves_whole_pages_and_the_next_run_ends_it(store: Store, database_url: str) -> None:
    await admit(store, "shop")
    words = (sys.executable, "-c", _KILLED, database_url)
    process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    process.kill()
    await process.wait()
    index = PostgresIndex(store, "shop", "sales_content")
    before = await index.digests("site")
    async with store.unit("shop") as unit:
        rows = await unit.rows("SELECT count(*) AS chunks FROM chunks GROUP BY document_id")
    assert 0 < len(before) < 300
    assert {row["chunks"] for row in rows} == {2}
    report = await ingest_pages(index, many(), NOW, "site")
    assert (report.added, report.unchanged) == (300 - len(before), len(before))


def test_nothing_of_the_fixtures_is_a_path_of_this_machine() -> None:
    told = local_source(Path(WORDPRESS), SPANISH)
    assert str(ROOT) not in repr(list(told.read()))
