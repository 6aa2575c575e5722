"""The rows of ``pack_revisions``, and which one is in use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from psycopg.types.json import Jsonb

from commerce.audit.repository import record
from kit.errors import ConflictError, NotFoundError
from store.unit import Row, Unit

LISTED = 50


class OvertakenError(ConflictError):
    title = "Somebody else has changed it meanwhile"


@dataclass(frozen=True, slots=True)
class Revision:
    """``files`` by their place in the pack's folder, whole; 0 is the files that came with the installation."""

    number: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


async def in_use(unit: Unit) -> Revision:
    row = await unit.row(
        "SELECT r.number, r.files FROM tenants t JOIN pack_revisions r "
        "ON r.tenant_id = t.tenant_id AND r.number = t.pack_revision WHERE t.tenant_id = %s",
        (unit.tenant,),
    )
    return Revision(row["number"], row["files"]) if row else Revision()


async def number_in_use(unit: Unit) -> int:
    row = await unit.row("SELECT pack_revision FROM tenants WHERE tenant_id = %s", (unit.tenant,))
    return int(row["pack_revision"]) if row else 0


async def get(unit: Unit, number: int) -> Revision:
    """Raises NotFoundError."""
    if number == 0:
        return Revision()
    row = await unit.row("SELECT number, files FROM pack_revisions WHERE number = %s", (number,))
    if row is None:
        raise NotFoundError(f"{unit.tenant!r} has no revision {number} of its pack.")
    return Revision(row["number"], row["files"])


async def listed(unit: Unit) -> list[Row]:
    """Newest first, with the names of their files; ``active`` is the one in use."""
    return await unit.rows(
        "SELECT r.number, r.note, coalesce(u.name, r.created_by) AS by, r.created_at, "
        "r.number = t.pack_revision AS active, "
        "ARRAY(SELECT jsonb_object_keys(r.files) ORDER BY 1) AS files FROM pack_revisions r "
        "JOIN tenants t ON t.tenant_id = r.tenant_id LEFT JOIN users u ON u.id::text = r.created_by "
        "ORDER BY r.number DESC LIMIT %s",
        (LISTED,),
    )


async def add(unit: Unit, files: Mapping[str, str], note: str, by: str, now: datetime) -> int:
    """Keeps it; nothing changes until it is activated. Its number."""
    row = await unit.row(
        "INSERT INTO pack_revisions (tenant_id, number, files, note, created_by, created_at) "
        "SELECT t.tenant_id, 1 + coalesce((SELECT max(number) FROM pack_revisions), 0), %s, %s, %s, %s "
        "FROM tenants t WHERE t.tenant_id = %s FOR UPDATE RETURNING number",
        (Jsonb(dict(files)), note, by, now, unit.tenant),
    )
    assert row is not None
    return int(row["number"])


async def activate(unit: Unit, number: int, by: str, now: datetime, expected: int | None = None) -> int:
    """From now on it is in use; which one was before. Raises OvertakenError where that is not ``expected``."""
    row = await unit.row("SELECT pack_revision FROM tenants WHERE tenant_id = %s FOR UPDATE", (unit.tenant,))
    assert row is not None
    before = int(row["pack_revision"])
    if expected is not None and before != expected:
        raise OvertakenError(f"Revision {before} of the pack is in use by now, not {expected}: load it again.")
    await unit.run("UPDATE tenants SET pack_revision = %s WHERE tenant_id = %s", (number, unit.tenant))
    detail = {"revision": number, "before": before}
    await record(unit, by, "pack.activate", conversation=None, detail=detail, now=now)
    return before
