"""What was said in a conversation and which turn said it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from commerce.conversations import repository as conversations
from commerce.messages import repository as messages
from commerce.sends.outgoing import leaving
from commerce.turns import repository as kept
from store.outbox import enqueue
from store.unit import Row, Unit

TURNS_SHOWN = 200


async def say(
    unit: Unit,
    conversation: UUID,
    id: UUID,
    sender: Literal["ai", "agent"],
    text: str,
    now: datetime,
    who: str | None = None,
    data: dict[str, Any] | None = None,
) -> Row:
    """Adds a message that no turn wrote: the welcome, or a person's words. Returns its row.

    ``data``: what goes with it, such as ``{"blocks": […]}``.
    """
    row = await messages.add(unit, conversation, id, sender, who, text, data, now)
    held = await conversations.get(unit, conversation)
    await enqueue(unit, conversation, None, leaving(held, id), now)
    return row


async def answer_to(unit: Unit, conversation: UUID, seq: int) -> tuple[Row | None, list[dict[str, Any]]]:
    """The turn that took message number ``seq``, and what it replied: ``{"text", "blocks"}``."""
    turn = await kept.that_took(unit, conversation, seq)
    if turn is None:
        return None, []
    rows = await messages.of_turn(unit, conversation, turn["seq"], seq)
    return turn, [{"text": row["content"], "blocks": (row["metadata"] or {}).get("blocks", [])} for row in rows]


async def turns(unit: Unit, conversation: UUID) -> list[Row]:
    """The turns, oldest first, each with its ``record``, ``facts`` and ``messages``."""
    found = await kept.first(unit, conversation, TURNS_SHOWN)
    facts = await kept.facts(unit, conversation)
    said = await messages.every(unit, conversation)
    for turn in found:
        turn["facts"] = [fact for fact in facts if fact["turn_seq"] == turn["seq"]]
        turn["messages"] = [
            m for m in said if turn["first_seq"] <= m["seq"] <= turn["last_seq"] or m["turn_seq"] == turn["seq"]
        ]
    return found
