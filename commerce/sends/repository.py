"""The rows of ``sends`` and ``statuses``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.sends.status import final
from commerce.threads.incoming import Status
from store.unit import Row, Unit


async def outgoing(unit: Unit, message: UUID) -> Row | None:
    """A message that is to leave: its words and what stands beside them."""
    return await unit.row(
        'SELECT m.id, m.conversation_id, m.content, m.metadata, m."timestamp", '
        "t.record -> 'reading' ->> 'language' AS language "
        "FROM messages m LEFT JOIN turns t ON t.conversation_id = m.conversation_id AND t.seq = m.turn_seq "
        "WHERE m.id = %s",
        (message,),
    )


async def taken_by(unit: Unit, message: UUID) -> list[Row]:
    """What the turn took that wrote the message: ``{"message_type", "event"}``; empty for a person's words."""
    return await unit.rows(
        "SELECT q.message_type, q.metadata ->> 'event' AS event FROM messages m "
        "JOIN turns t ON t.conversation_id = m.conversation_id AND t.seq = m.turn_seq "
        "JOIN messages q ON q.conversation_id = m.conversation_id AND q.seq BETWEEN t.first_seq AND t.last_seq "
        "WHERE m.id = %s AND q.sender_type IN ('client', 'system')",
        (message,),
    )


async def parts(unit: Unit, message: UUID) -> dict[int, Row]:
    rows = await unit.rows("SELECT * FROM sends WHERE message_id = %s", (message,))
    return {row["part"]: row for row in rows}


async def begin(
    unit: Unit, id: UUID, *, conversation: UUID, message: UUID, part: int, kind: str, now: datetime
) -> bool:
    """Says, before the request leaves, that it may have left. False where another attempt has begun it."""
    return bool(
        await unit.run(
            "INSERT INTO sends AS s (id, tenant_id, conversation_id, message_id, part, kind, state, attempts, "
            "created_at, updated_at) VALUES (%s, %s, %s, %s, %s, %s, 'sending', 1, %s, %s) "
            "ON CONFLICT (message_id, part) DO UPDATE SET state = 'sending', attempts = s.attempts + 1, "
            "kind = excluded.kind, updated_at = excluded.updated_at WHERE s.state = 'waiting'",
            (id, unit.tenant, conversation, message, part, kind, now, now),
        )
    )


async def accepted(unit: Unit, id: UUID, external_id: str, now: datetime) -> None:
    """The channel has it; what it told of it before is caught up with."""
    await unit.run(
        "UPDATE sends SET state = 'accepted', external_id = %s, error = NULL, error_code = NULL, updated_at = %s "
        "WHERE id = %s",
        (external_id, now, id),
    )
    await settle(unit, external_id)


async def not_sent(unit: Unit, id: UUID, why: str, code: int | None, now: datetime, *, final: bool) -> None:
    """It surely did not leave, or was refused; it may be tried again unless that is final."""
    await unit.run(
        "UPDATE sends SET state = %s, error = %s, error_code = %s, updated_at = %s WHERE id = %s",
        ("failed" if final else "waiting", why[:500], code, now, id),
    )


async def wait_again(unit: Unit, id: UUID, now: datetime) -> None:
    """The channel gave it up for a reason that passes: it may be sent once more, as another message."""
    await unit.run(
        "UPDATE sends SET state = 'waiting', external_id = NULL, status = NULL, status_at = NULL, updated_at = %s "
        "WHERE id = %s",
        (now, id),
    )


async def told_of(unit: Unit, id: UUID) -> str | None:
    """The channel's id of a send whose request was not answered, where a status has named it since."""
    row = await unit.row("SELECT external_id FROM statuses WHERE opaque = %s LIMIT 1", (str(id),))
    return row["external_id"] if row else None


async def tell(unit: Unit, status: Status) -> Row | None:
    """Keeps a status, also of a message that is not known (yet). The send's row where it has just failed."""
    await unit.run(
        "INSERT INTO statuses AS s (tenant_id, external_id, status, at, opaque, errors, pricing) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, external_id, status) DO UPDATE "
        "SET at = least(s.at, excluded.at)",
        (
            unit.tenant, status.id, status.status, status.at, status.opaque,
            Jsonb([asdict(error) for error in status.errors]), Jsonb(status.pricing) if status.pricing else None,
        ),
    )  # fmt: skip
    return await settle(unit, status.id)


async def settle(unit: Unit, external_id: str) -> Row | None:
    """Brings the send to the furthest status that was told. Its row where it failed by this."""
    told = await unit.rows("SELECT status, at, errors FROM statuses WHERE external_id = %s", (external_id,))
    status = final(row["status"] for row in told)
    if status is None:
        return None
    [what] = [row for row in told if row["status"] == status]
    row = await unit.row(
        "UPDATE sends SET status = %s, status_at = %s, error_code = %s, error = %s, "
        "state = CASE WHEN %s = 'failed' THEN 'failed' ELSE 'accepted' END "
        "WHERE external_id = %s AND (status IS DISTINCT FROM %s OR status_at <> %s) RETURNING *",
        (status, what["at"], *_error(what["errors"]), status, external_id, status, what["at"]),
    )
    if row:
        await _show(unit, row["message_id"])
    return row if row and status == "failed" else None


def _error(errors: Sequence[dict[str, Any]]) -> tuple[int | None, str | None]:
    return (errors[0]["code"], errors[0]["details"] or errors[0]["title"]) if errors else (None, None)


async def _show(unit: Unit, message: UUID) -> None:
    """The ticks of the message: those of its last part to arrive."""
    await unit.run(
        "UPDATE messages m SET is_delivered = s.arrived, is_read = s.seen FROM (SELECT "
        "bool_and(coalesce(status IN ('delivered', 'read', 'played'), false)) AS arrived, "
        "bool_and(coalesce(status IN ('read', 'played'), false)) AS seen FROM sends WHERE message_id = %s) s "
        "WHERE m.id = %s",
        (message, message),
    )
