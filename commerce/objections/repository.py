"""The rows of ``objections``, one for each time that a customer doubted aloud."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from store.unit import Row, Unit

Outcome = Literal["overcome", "persists", "lost"]
WORDS_KEPT = 500


async def raised(
    unit: Unit, *, id: UUID, conversation: UUID, turn: int, kind: str, words: str, answer: int, evidence: str | None,
    next_step: str, now: datetime,
) -> None:  # fmt: skip
    """``answer``: the place of the pack's answer, from 0; ``evidence``: the id of the passage that backs it."""
    await unit.run(
        "INSERT INTO objections (id, tenant_id, conversation_id, kind, words, answer, evidence, next_step, "
        "raised_turn, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (id, unit.tenant, conversation, kind, words[:WORDS_KEPT], answer, evidence, next_step, turn, now),
    )


async def settled(
    unit: Unit, conversation: UUID, kinds: Sequence[str], outcome: Outcome, turn: int, now: datetime
) -> None:
    """What became of the open ones of those kinds."""
    await unit.run(
        "UPDATE objections SET outcome = %s, settled_turn = %s, settled_at = %s "
        "WHERE conversation_id = %s AND kind = ANY(%s) AND outcome = 'open'",
        (outcome, turn, now, conversation, list(kinds)),
    )


async def by_kind(unit: Unit) -> list[Row]:
    """By kind, the commonest first: ``raised``, ``overcome``, ``persists``, ``lost``, ``open``, and ``share``.

    ``share``, 0 to 1, is what was overcome of all that were settled; None while none was.
    """
    rows = await unit.rows(
        "SELECT kind, count(*) AS raised, count(*) FILTER (WHERE outcome = 'overcome') AS overcome, "
        "count(*) FILTER (WHERE outcome = 'persists') AS persists, count(*) FILTER (WHERE outcome = 'lost') AS lost, "
        "count(*) FILTER (WHERE outcome = 'open') AS open FROM objections GROUP BY kind ORDER BY raised DESC, kind"
    )
    return [{**row, "share": _share(row)} for row in rows]


async def newest(unit: Unit, kind: str | None, limit: int) -> list[Row]:
    """The latest of one kind, or of all, in the customers' words."""
    return await unit.rows(
        "SELECT kind, words, answer, evidence, next_step, outcome, conversation_id, created_at FROM objections "
        "WHERE %(kind)s::text IS NULL OR kind = %(kind)s ORDER BY created_at DESC, id LIMIT %(limit)s",
        {"kind": kind, "limit": limit},
    )


def _share(row: Row) -> float | None:
    settled = row["raised"] - row["open"]
    return round(row["overcome"] / settled, 4) if settled else None
