"""Effects on the outside world: rows written with the turn, delivered by durable jobs, at least once, by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kit.ids import derived
from store.unit import Row, Unit

DELIVER_TASK = "deliver"
QUEUE = "effects"


@dataclass(frozen=True, slots=True)
class Effect:
    """``key`` makes it one effect however often it is tried: conversation + turn + what it is."""

    name: str
    key: str
    payload: dict[str, Any]
    lock: str | None = None
    """Effects of one lock are carried out one at a time, in their order."""


async def enqueue(
    unit: Unit, conversation: UUID | None, turn_seq: int | None, effects: list[Effect], at: datetime
) -> None:
    """Writes the effects and a job for each, in the unit's transaction."""
    for effect in effects:
        outbox = derived(unit.tenant, effect.key)
        added = await unit.run(
            "INSERT INTO outbox (id, tenant_id, conversation_id, turn_seq, effect, idempotency_key, payload, "
            "created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, idempotency_key) DO NOTHING",
            (outbox, unit.tenant, conversation, turn_seq, effect.name, effect.key, _json(effect.payload), at),
        )
        if added:
            await _defer(unit, outbox, effect.lock)


async def take(unit: Unit, outbox: UUID) -> Row | None:
    """The effect, locked for this transaction; None when it is done or another worker has it."""
    return await unit.row("SELECT * FROM outbox WHERE id = %s AND status = 'waiting' FOR UPDATE SKIP LOCKED", (outbox,))


async def finish(unit: Unit, outbox: UUID, result: dict[str, Any], at: datetime) -> None:
    await unit.run(
        "UPDATE outbox SET status = 'done', attempts = attempts + 1, result = %s, done_at = %s WHERE id = %s",
        (_json(result), at, outbox),
    )


async def postpone(unit: Unit, outbox: UUID, until: datetime) -> None:
    """It waits until then, and is no failed attempt. It loses its lock: others of that lock need not wait for it."""
    await _defer(unit, outbox, None, until)


async def fail(unit: Unit, outbox: UUID, error: str, *, final: bool, at: datetime) -> None:
    await unit.run(
        "UPDATE outbox SET attempts = attempts + 1, last_error = %s, "
        "status = CASE WHEN %s THEN 'failed' ELSE status END, done_at = CASE WHEN %s THEN %s END WHERE id = %s",
        (error[:500], final, final, at, outbox),
    )


async def health(unit: Unit, effects: Sequence[str]) -> list[Row]:
    """How each effect does: ``waiting``, ``failed`` (given up), ``done_at`` and ``failed_at`` of the last ones, and the
    ``error`` of the newest that is being tried again or was given up."""
    return await unit.rows(
        """
        SELECT e.effect,
               (SELECT count(*) FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                   AND o.status = 'waiting') AS waiting,
               (SELECT count(*) FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                   AND o.status = 'failed') AS failed,
               (SELECT max(o.done_at) FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                   AND o.status = 'done') AS done_at,
               (SELECT max(o.done_at) FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                   AND o.status = 'failed') AS failed_at,
               coalesce(
                   (SELECT o.last_error FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                       AND o.status = 'waiting' AND o.last_error IS NOT NULL ORDER BY o.created_at DESC LIMIT 1),
                   (SELECT o.last_error FROM outbox o WHERE o.tenant_id = %(tenant)s AND o.effect = e.effect
                       AND o.status = 'failed' ORDER BY o.done_at DESC LIMIT 1)) AS error
          FROM unnest(%(effects)s::text[]) AS e (effect)
        """,
        {"tenant": unit.tenant, "effects": list(effects)},
    )


async def _defer(unit: Unit, outbox: UUID, lock: str | None, at: datetime | None = None) -> None:
    args = _json({"tenant": unit.tenant, "outbox": str(outbox)})
    await unit.run(
        "SELECT jobs.procrastinate_defer_jobs_v1(ARRAY[ROW(%s, %s, 0, %s, NULL, %s::jsonb, %s)"
        "::jobs.procrastinate_job_to_defer_v1])",
        (QUEUE, DELIVER_TASK, lock, args, at),
    )


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
