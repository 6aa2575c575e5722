"""From the rows that a turn starts from to the input of the graph."""

from datetime import datetime
from typing import Any

from agents.state import Inbound, Turn
from commerce.threads.variants import telephone
from store.turns import Load


def turn_of(found: Load, now: datetime) -> Turn:
    row = found.conversation
    return {
        "seq": row["turn_seq"] + 1,
        "now": now.isoformat(),
        "conversation": row["id"],
        "contact": row["contact_id"],
        "channel": row["channel"],
        "owner": row["owner"],
        "page": row["page_url"],
        "welcomed": row["turn_seq"] == 0 and found.waiting[0]["seq"] > 1,
        "inbound": [_inbound(message) for message in sorted(found.waiting, key=_written)],
    }


def _written(message: dict[str, Any]) -> tuple[str, int]:
    """Messages of a channel that brings them in any order stand in that in which they were written."""
    return (message["metadata"] or {}).get("sent_at") or "", message["seq"]


def _inbound(message: dict[str, Any]) -> Inbound:
    is_event = message["message_type"] == "event"
    data = message["metadata"] or {}
    return {
        "id": message["id"],
        "text": "" if is_event or data.get("wordless") or data.get("prefilled") else message["content"],
        "kind": "event" if is_event else "text",
        "data": data,
    }


def known_by_line(row: dict[str, Any]) -> dict[str, Any]:
    """What the channel itself tells of the customer: who writes from a telephone is not asked for its number."""
    number = telephone(row["phone_number"] or "") if row.get("line") else None
    if number is None:
        return {}
    return {"profile": {"phone": {"value": number, "source": "channel", "confidence": 1.0, "confirmed": True}}}
