"""The rows of ``visitors``, ``conversation_touches`` and ``identity_keys``, with which a tenant signs for its users."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from kit.errors import NotAuthenticatedError
from store.unit import Row, Unit

GRACE = timedelta(seconds=60)
"""For how long the token before the newest still counts: two tabs may renew it at once."""


class StaleVisitorError(NotAuthenticatedError):
    title = "This visitor token was replaced"


async def arrive(
    unit: Unit, visitor: UUID, conversation: UUID, first: dict[str, Any], last: dict[str, Any], now: datetime
) -> None:
    """A conversation of the visitor begins. What first brought them is kept from their very first one."""
    row = await unit.row(
        "INSERT INTO visitors AS v (id, tenant_id, rotated_at, first_touch, created_at, seen_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at "
        "RETURNING v.first_touch",
        (visitor, unit.tenant, now, Jsonb(first), now, now),
    )
    assert row is not None
    await unit.run(
        "INSERT INTO conversation_touches "
        "(conversation_id, tenant_id, visitor_id, first_touch, last_touch, updated_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (conversation, unit.tenant, visitor, Jsonb(row["first_touch"]), Jsonb(last), now),
    )


async def touch(unit: Unit, conversation: UUID, last: dict[str, Any], now: datetime) -> None:
    """What brought the visitor last: a new page, a new campaign. The page is the conversation's from here on."""
    await unit.run(
        "UPDATE conversation_touches SET last_touch = %s, updated_at = %s WHERE conversation_id = %s",
        (Jsonb(last), now, conversation),
    )
    await unit.run(
        "UPDATE conversations SET page_url = coalesce(%s, page_url) WHERE id = %s", (last["page_url"], conversation)
    )


async def touches(unit: Unit, conversation: UUID) -> Row | None:
    return await unit.row(
        "SELECT visitor_id, first_touch, last_touch FROM conversation_touches WHERE conversation_id = %s",
        (conversation,),
    )


async def rotate(unit: Unit, visitor: UUID, generation: int, now: datetime) -> int:
    """The generation of the visitor's next token.

    Raises StaleVisitorError for a token that was replaced a while ago, and for a visitor that is not known.
    """
    row = await locked(unit, visitor)
    if generation == row["generation"]:
        return await renew(unit, visitor, now)
    if generation == row["generation"] - 1 and now - row["rotated_at"] < GRACE:
        return int(row["generation"])
    raise StaleVisitorError("This visitor token was replaced by a newer one: start a session to get another.")


async def renew(unit: Unit, visitor: UUID, now: datetime) -> int:
    row = await unit.row(
        "UPDATE visitors SET generation = generation + 1, rotated_at = %s, seen_at = %s WHERE id = %s "
        "RETURNING generation",
        (now, now, visitor),
    )
    assert row is not None
    return int(row["generation"])


async def locked(unit: Unit, visitor: UUID) -> Row:
    row = await unit.row(
        "SELECT generation, rotated_at, known_as FROM visitors WHERE id = %s FOR NO KEY UPDATE", (visitor,)
    )
    if row is None:
        raise StaleVisitorError("This visitor is not known here: start a session to get another token.")
    return row


async def owns(unit: Unit, visitor: UUID, conversation: UUID) -> bool:
    row = await touches(unit, conversation)
    return bool(row and row["visitor_id"] == visitor)


async def know(unit: Unit, visitor: UUID, subject: str) -> None:
    await unit.run("UPDATE visitors SET known_as = %s WHERE id = %s", (subject, visitor))


async def add_key(unit: Unit, id: str, algorithm: str, sealed: bytes, now: datetime) -> None:
    """One more key; the ones before count until they are dropped, so that a change of keys has no gap."""
    await unit.run(
        "INSERT INTO identity_keys (tenant_id, id, algorithm, sealed, created_at) VALUES (%s, %s, %s, %s, %s)",
        (unit.tenant, id, algorithm, sealed, now),
    )


async def keys(unit: Unit) -> list[Row]:
    return await unit.rows("SELECT id, algorithm, sealed, created_at FROM identity_keys ORDER BY created_at DESC, id")


async def drop_key(unit: Unit, id: str) -> bool:
    return await unit.run("DELETE FROM identity_keys WHERE id = %s", (id,)) == 1
