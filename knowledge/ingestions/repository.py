"""The record of ingestions: what was asked, how far it is, what came of it; and what is indexed now, by source."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kit.errors import NotFoundError
from knowledge.ingest import Report
from knowledge.ingestions.report import told_of
from store.unit import Row, Unit


async def begin(
    unit: Unit, id: UUID, sources: Sequence[str], options: Mapping[str, Any], files: Mapping[str, bytes], now: datetime
) -> None:
    """Writes it down as waiting. ``files`` are kept by name until it is done."""
    await unit.run(
        "INSERT INTO ingestions (id, tenant_id, sources, options, created_at) VALUES (%s, %s, %s, %s, %s)",
        (id, unit.tenant, _json([*sources, *files]), _json(options), now),
    )
    for name, body in files.items():
        await unit.run(
            "INSERT INTO ingestion_files (tenant_id, ingestion_id, name, body) VALUES (%s, %s, %s, %s)",
            (unit.tenant, id, name, body),
        )


async def take(unit: Unit, id: UUID, now: datetime) -> tuple[Row, dict[str, bytes]]:
    """Marks it as running, again where it was before a kill, and gives it with its files."""
    await unit.run(
        "UPDATE ingestions SET state = 'running', started_at = coalesce(started_at, %s) "
        "WHERE id = %s AND finished_at IS NULL",
        (now, id),
    )
    files = await unit.rows("SELECT name, body FROM ingestion_files WHERE ingestion_id = %s ORDER BY name", (id,))
    return await find(unit, id), {row["name"]: bytes(row["body"]) for row in files}


async def find(unit: Unit, id: UUID) -> Row:
    row = await unit.row(
        "SELECT id, state, sources, options, report, error, created_at, started_at, finished_at "
        "FROM ingestions WHERE id = %s",
        (id,),
    )
    if row is None:
        raise NotFoundError(f"There is no ingestion {id} of {unit.tenant!r}.")
    return row


async def newest(unit: Unit, limit: int) -> list[Row]:
    return await unit.rows(
        "SELECT id, state, sources, error, created_at, started_at, finished_at FROM ingestions "
        "ORDER BY created_at DESC, id DESC LIMIT %s",
        (limit,),
    )


async def progress(unit: Unit, id: UUID, reports: Mapping[str, Report]) -> None:
    told = {source: told_of(report) for source, report in reports.items()}
    await unit.run("UPDATE ingestions SET report = %s WHERE id = %s", (_json(told), id))


async def finish(unit: Unit, id: UUID, now: datetime, error: str | None = None) -> None:
    """Ends it, for good where there is an ``error``; its files are let go."""
    state = "failed" if error else "done"
    await unit.run(
        "UPDATE ingestions SET state = %s, error = %s, finished_at = %s WHERE id = %s", (state, error, now, id)
    )
    await unit.run("DELETE FROM ingestion_files WHERE ingestion_id = %s", (id,))


async def documents(unit: Unit, source: str | None, limit: int, offset: int) -> list[Row]:
    return await unit.rows(
        "SELECT d.id, d.title, d.url, d.language, d.source, d.kind, d.modified_at, d.updated_at, "
        "(SELECT count(*) FROM chunks c WHERE c.tenant_id = d.tenant_id AND c.document_id = d.id) AS chunks "
        "FROM documents d WHERE %s::text IS NULL OR d.source = %s ORDER BY d.source, d.id LIMIT %s OFFSET %s",
        (source, source, limit, offset),
    )


async def sources(unit: Unit) -> list[Row]:
    return await unit.rows(
        "SELECT source, count(*) AS documents, max(updated_at) AS updated_at FROM documents "
        "GROUP BY source ORDER BY source"
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
