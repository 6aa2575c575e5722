"""The rows of ``api_keys``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.api_keys.model import Scope, digest, new_key, shown
from commerce.audit.repository import record
from kit.errors import InvalidInputError, NotFoundError
from store.unit import Row, Unit

NAME_LENGTH = 100
NOTED = timedelta(minutes=1)
"""How exactly is kept when it was last used: not every request is a write."""
_ALL = "SELECT id, name, shown, scopes, created_by, created_at, expires_at, used_at, revoked_at FROM api_keys "


@dataclass(frozen=True, slots=True)
class Wanted:
    name: str
    scopes: Sequence[Scope]
    days: int | None
    """For how long it is good; None: until it is revoked."""


async def create(unit: Unit, id: UUID, wanted: Wanted, by: str, now: datetime) -> str:
    """The key, which nobody can be told again. Raises InvalidInputError for a name that is none."""
    name = " ".join(wanted.name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise InvalidInputError(f"name: expected 1 to {NAME_LENGTH} characters that say which program it is for.")
    key = new_key(unit.tenant)
    until = now + timedelta(days=wanted.days) if wanted.days else None
    await unit.run(
        "INSERT INTO api_keys (id, tenant_id, name, digest, shown, scopes, created_by, created_at, expires_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, name, digest(key), shown(key), list(wanted.scopes), by, now, until),
    )
    detail = {"key": str(id), "name": name, "scopes": list(wanted.scopes)}
    await record(unit, by, "key.create", conversation=None, detail=detail, now=now)
    return key


async def listed(unit: Unit) -> list[Row]:
    """Newest first; revoked ones stay, so that it can be seen what they were."""
    return await unit.rows(f"{_ALL} ORDER BY created_at DESC, id")


async def scopes_of(unit: Unit, key: str, now: datetime) -> list[str] | None:
    """What the key is for, noting that it was used; None for one that is unknown, revoked or over."""
    row = await unit.row(
        "SELECT id, scopes, used_at FROM api_keys WHERE digest = %s AND revoked_at IS NULL "
        "AND (expires_at IS NULL OR expires_at > %s)",
        (digest(key), now),
    )
    if row is None:
        return None
    if row["used_at"] is None or now - row["used_at"] >= NOTED:
        await unit.run("UPDATE api_keys SET used_at = %s WHERE id = %s", (now, row["id"]))
    return list(row["scopes"])


async def revoke(unit: Unit, id: UUID, by: str, now: datetime) -> None:
    """From now on it opens nothing. Raises NotFoundError; revoking twice is revoking once."""
    row = await unit.row("SELECT name, revoked_at FROM api_keys WHERE id = %s FOR UPDATE", (id,))
    if row is None:
        raise NotFoundError(f"{unit.tenant!r} has no key {id}.")
    if row["revoked_at"] is None:
        await unit.run("UPDATE api_keys SET revoked_at = %s WHERE id = %s", (now, id))
        detail = {"key": str(id), "name": row["name"]}
        await record(unit, by, "key.revoke", conversation=None, detail=detail, now=now)
