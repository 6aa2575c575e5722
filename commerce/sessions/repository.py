"""The rows of ``user_sessions``. Tokens are kept as digests."""

from datetime import datetime
from uuid import UUID

from store.unit import Row, Unit


async def add(unit: Unit, id: UUID, user: UUID, token: str, now: datetime, *, factor: bool, provider: bool) -> None:
    await unit.run(
        "INSERT INTO user_sessions (id, tenant_id, user_id, token, created_at, rotated_at, used_at, factor_at, "
        "by_provider) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, user, token, now, now, now, now if factor else None, provider),
    )


async def find(unit: Unit, token: str) -> Row | None:
    """The session that has this token, or had it before its last rotation, with its user's columns."""
    return await unit.row(
        "SELECT s.*, u.email, u.name, u.role, u.branch, u.totp_since IS NOT NULL AS has_factor "
        "FROM user_sessions s JOIN users u ON u.id = s.user_id "
        "WHERE (s.token = %s OR s.token_before = %s) AND s.ended_at IS NULL AND u.disabled_at IS NULL",
        (token, token),
    )


async def get(unit: Unit, id: UUID) -> Row | None:
    """The session, while neither it nor its user's access has been ended."""
    return await unit.row(
        "SELECT s.created_at, s.visiting, s.visiting_until FROM user_sessions s JOIN users u ON u.id = s.user_id "
        "WHERE s.id = %s AND s.ended_at IS NULL AND u.disabled_at IS NULL",
        (id,),
    )


async def note_use(unit: Unit, id: UUID, now: datetime) -> None:
    await unit.run("UPDATE user_sessions SET used_at = %s WHERE id = %s", (now, id))


async def rotate(unit: Unit, id: UUID, old: str, new: str, now: datetime) -> bool:
    """False where another request has rotated it already."""
    changed = await unit.run(
        "UPDATE user_sessions SET token = %s, token_before = token, rotated_at = %s, used_at = %s "
        "WHERE id = %s AND token = %s",
        (new, now, now, id, old),
    )
    return bool(changed)


async def end(unit: Unit, id: UUID, now: datetime) -> None:
    await unit.run("UPDATE user_sessions SET ended_at = %s WHERE id = %s AND ended_at IS NULL", (now, id))


async def end_all(unit: Unit, user: UUID, now: datetime) -> None:
    """Every session of a person."""
    await unit.run("UPDATE user_sessions SET ended_at = %s WHERE user_id = %s AND ended_at IS NULL", (now, user))


async def show_factor(unit: Unit, id: UUID, now: datetime) -> None:
    """A second factor was shown again in this session."""
    await unit.run("UPDATE user_sessions SET factor_at = %s WHERE id = %s", (now, id))


async def visit(unit: Unit, id: UUID, tenant: str | None, until: datetime | None) -> None:
    """From now on it is at work in that business; None is its own."""
    await unit.run("UPDATE user_sessions SET visiting = %s, visiting_until = %s WHERE id = %s", (tenant, until, id))
