"""The rows of ``transfers``, and where a conversation is held."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from store.unit import Row, Unit


async def open_one(
    unit: Unit, id: UUID, conversation: UUID, *, channel: str, line: str, digest: str, way: str, phone: str | None,
    now: datetime, expires_at: datetime,
) -> None:  # fmt: skip
    await unit.run(
        "INSERT INTO transfers (id, tenant_id, conversation_id, channel, line, digest, way, phone, created_at, "
        "expires_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, conversation, channel, line, digest, way, phone, now, expires_at),
    )


async def standing(unit: Unit, conversation: UUID, line: str, way: str, until: datetime) -> Row | None:
    """The open transfer that lasts until then at least, so that asking twice gives one code."""
    return await unit.row(
        "SELECT * FROM transfers WHERE conversation_id = %s AND line = %s AND way = %s AND state = 'open' "
        "AND expires_at >= %s ORDER BY created_at DESC LIMIT 1",
        (conversation, line, way, until),
    )


async def count_since(unit: Unit, conversation: UUID, way: str, since: datetime) -> int:
    row = await unit.row(
        "SELECT count(*) AS n FROM transfers WHERE conversation_id = %s AND way = %s AND created_at > %s",
        (conversation, way, since),
    )
    return int(row["n"]) if row else 0


async def get(unit: Unit, id: UUID) -> Row | None:
    return await unit.row("SELECT * FROM transfers WHERE id = %s", (id,))


async def by_digests(unit: Unit, digests: Sequence[str]) -> Row | None:
    """The transfer with its conversation's contact, status and line; locked."""
    return await unit.row(
        "SELECT t.*, c.contact_id, c.status, c.line AS held_on, c.phone_number AS held_with FROM transfers t "
        "JOIN conversations c ON c.id = t.conversation_id WHERE t.digest = ANY(%s) LIMIT 1 FOR UPDATE OF t, c",
        (list(digests),),
    )


async def last_used(unit: Unit, conversation: UUID) -> Row | None:
    """The transfer by which the conversation moved last, also where it has come back since."""
    return await unit.row(
        "SELECT * FROM transfers WHERE conversation_id = %s AND state <> 'open' ORDER BY used_at DESC LIMIT 1",
        (conversation,),
    )


async def taken_back(unit: Unit, channel: str, line: str, contact: UUID) -> Row | None:
    """A conversation of the contact that was held on that line and went back to where it came from; locked."""
    return await unit.row(
        "SELECT t.*, c.contact_id FROM transfers t JOIN conversations c ON c.id = t.conversation_id "
        "WHERE c.contact_id = %s AND c.status = 'open' AND c.line IS NULL AND t.state = 'back' AND t.channel = %s "
        "AND t.line = %s ORDER BY t.back_at DESC LIMIT 1 FOR UPDATE OF t, c",
        (contact, channel, line),
    )


async def use(
    unit: Unit, id: UUID, *, verified: bool, veiled: Mapping[str, Any], merge: UUID | None, now: datetime
) -> None:  # fmt: skip
    await unit.run(
        "UPDATE transfers SET state = 'used', verified = %s, veiled = %s, merge_id = %s, used_at = %s, back_at = NULL "
        "WHERE id = %s",
        (verified, Jsonb(dict(veiled)), merge, now, id),
    )


async def use_again(unit: Unit, id: UUID) -> None:
    await unit.run("UPDATE transfers SET state = 'used', back_at = NULL WHERE id = %s", (id,))


async def give_back(unit: Unit, id: UUID, now: datetime) -> None:
    await unit.run("UPDATE transfers SET state = 'back', back_at = %s WHERE id = %s", (now, id))


async def verify(unit: Unit, id: UUID) -> None:
    await unit.run("UPDATE transfers SET verified = true WHERE id = %s", (id,))


async def unverified(unit: Unit, conversation: UUID) -> Row | None:
    """The transfer whose customer has not shown yet that they are who wrote before."""
    return await unit.row(
        "SELECT id, veiled FROM transfers WHERE conversation_id = %s AND state = 'used' AND NOT verified "
        "ORDER BY used_at DESC LIMIT 1",
        (conversation,),
    )


async def hold_at(
    unit: Unit, conversation: UUID, *, channel: str, line: str | None, phone: str | None, branch: str | None,
    now: datetime,
) -> None:  # fmt: skip
    """From here on replies go there. The epoch grows: a turn in flight runs again and answers at the new place."""
    await unit.run(
        "UPDATE conversations SET channel = %s, line = %s, phone_number = coalesce(%s, phone_number), "
        "branch = coalesce(%s, branch), epoch = epoch + 1, updated_at = %s WHERE id = %s",
        (channel, line, phone, branch, now, conversation),
    )


async def end_other(unit: Unit, conversation: UUID, now: datetime) -> None:
    """The conversation ends because another goes on in its place; nobody's desk keeps it."""
    await unit.run(
        "UPDATE conversations SET status = 'ended', ended_at = %s, updated_at = %s, owner = 'bot', "
        "assigned_agent_id = NULL, locked_until = NULL, ai_mode = 'active', due_at = NULL, epoch = epoch + 1 "
        "WHERE id = %s AND status = 'open'",
        (now, now, conversation),
    )
