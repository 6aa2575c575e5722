"""An ingestion as a job: each of its sources read into the index, with its progress where a reader finds it.

It may be begun again after a kill: pages that were written are found unchanged.
"""

import tempfile
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any
from uuid import UUID

from commerce.packs.model import Pack
from knowledge.index import index_for
from knowledge.ingest import Report, ingest_pages
from knowledge.ingestions import repository as ingestions
from knowledge.load.options import Options
from knowledge.load.page import RefusedError, Skipped
from knowledge.load.sources import Source, local_source, source_of
from server.wiring import House

EFFECT = "knowledge.ingest"


async def run_ingestion(house: House, tenant: str, id: UUID) -> dict[str, Any]:
    """Reads what was asked for; a source that is refused is told in the report and keeps the others from nothing."""
    async with house.store.unit(tenant) as unit:
        row, files = await ingestions.take(unit, id, house.clock.now())
    if row["finished_at"] is not None:
        return {}
    options = options_of(house, house.tenant(tenant).pack, row["options"])
    with tempfile.TemporaryDirectory(prefix="parley-ingest-") as folder:
        job = _Job(house, tenant, id, options)
        for given in row["sources"]:
            await job.read(given, _kept(Path(folder), given, files))
    return await job.finish()


def options_of(house: House, pack: Pack, told: Mapping[str, Any]) -> Options:
    return Options(
        languages=tuple(pack.file.languages), language=told.get("language"), site=told.get("site"),
        namespace=pack.file.sales_agent.vector_database.namespace, private=house.settings.ingest_private,
        clock=house.clock,
    )  # fmt: skip


def _kept(folder: Path, name: str, files: Mapping[str, bytes]) -> Path | None:
    """The file of that name, written where the readers find it; None for an address."""
    if name not in files:
        return None
    path = folder / name
    path.write_bytes(files[name])
    return path


class _Job:
    def __init__(self, house: House, tenant: str, id: UUID, options: Options) -> None:
        self._house = house
        self._tenant = tenant
        self._id = id
        self._options = options
        self._reports: dict[str, Report] = {}
        self._refused: list[str] = []

    async def read(self, given: str, file: Path | None) -> None:
        pack = self._house.tenant(self._tenant).pack
        try:
            source = local_source(file, self._options) if file else source_of(given, pack, self._options)
            await self._ingest(source, pack)
        except RefusedError as error:
            self._refused.append(error.detail)
            self._reports[given] = Report(skipped=(Skipped(given, error.detail, unsure=True),))
        await self._save()

    async def _ingest(self, source: Source, pack: Pack) -> None:
        async def told(report: Report) -> None:
            self._reports[source.name] = report
            await self._save()

        now, settings = self._house.clock.now(), pack.file.sales_agent.vector_database
        async with aclosing(index_for(self._house.store, self._tenant, settings, self._house.encoder)) as index:
            self._reports[source.name] = await ingest_pages(index, source.read(), now, source.name, told=told)

    async def _save(self) -> None:
        async with self._house.store.unit(self._tenant) as unit:
            await ingestions.progress(unit, self._id, self._reports)

    async def finish(self) -> dict[str, Any]:
        error = self._refused[0] if len(self._refused) == len(self._reports) else None
        async with self._house.store.unit(self._tenant) as unit:
            await ingestions.finish(unit, self._id, self._house.clock.now(), error)
        return {"sources": sorted(self._reports)}
