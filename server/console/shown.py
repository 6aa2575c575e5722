"""What the console's pages get to see of rows."""

from typing import Any

from store.unit import Row


def line_of(row: Row) -> dict[str, Any]:
    """A line of the list."""
    text = " ".join((row["last_text"] or "").split())
    return {
        "id": str(row["id"]), "name": row["client_name"] or row["phone_number"] or "", "channel": row["channel"],
        "branch": row["branch"], "status": row["status"], "owner": row["owner"], "agent": row["assigned_agent_id"],
        "stage": row["stage"], "score": row["score"], "temperature": row["temperature"], "intention": row["intention"],
        "reason": row["reason"], "faithful": row["is_faithful_client"], "unread": row["unread"],
        "waiting_since": _at(row["waiting_since"]), "locked_until": _at(row["locked_until"]),
        "warned": row["warned_at"] is not None, "at": _at(row["last_at"] or row["created_at"]),
        "text": text[:140], "from": row["last_from"], "seq": row["message_seq"],
    }  # fmt: skip


def message_of(row: Row) -> dict[str, Any]:
    metadata = row["metadata"] or {}
    status = "read" if row["is_read"] else "delivered" if row["is_delivered"] else "sent"
    return {
        "seq": row["seq"], "role": row["sender_type"], "who": row["sender_id"], "text": row["content"],
        "type": row["message_type"], "turn": row["turn_seq"], "at": _at(row["timestamp"]), "status": status,
        "blocks": metadata.get("blocks", []), "data": metadata if row["message_type"] == "event" else None,
    }  # fmt: skip


def note_of(row: Row) -> dict[str, Any]:
    return {
        "id": str(row["id"]), "author": row["author"], "text": row["content"], "after": row["after_seq"],
        "at": _at(row["created_at"]),
    }  # fmt: skip


def user_of(row: Row) -> dict[str, Any]:
    return {
        "id": str(row["id"]), "name": row["name"], "email": row["email"], "role": row["role"], "branch": row["branch"],
        "available": row["available"], "has_factor": row["has_factor"], "disabled": row["disabled_at"] is not None,
        "seen_at": _at(row["seen_at"]),
    }  # fmt: skip


def _at(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
