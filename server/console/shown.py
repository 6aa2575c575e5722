"""What the console's pages get to see of rows."""

from datetime import datetime
from typing import Any

from commerce.packs.model import Pack
from commerce.threads.window import closes
from kit.money import Money
from store.unit import Row
from tools.channels.render.lawful import WINDOWED


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
        "text": text[:140], "from": row["last_from"], "seq": row["message_seq"], "epoch": row["epoch"],
    }  # fmt: skip


def message_of(row: Row) -> dict[str, Any]:
    metadata = row["metadata"] or {}
    status = "read" if row["is_read"] else "delivered" if row["is_delivered"] else "sent"
    return {
        "seq": row["seq"], "role": row["sender_type"], "who": row["sender_id"], "text": row["content"],
        "type": row["message_type"], "turn": row["turn_seq"], "at": _at(row["timestamp"]), "status": status,
        "blocks": metadata.get("blocks", []), "interrupted": bool(metadata.get("interrupted")),
        "files": metadata.get("files", []),
        "data": metadata if row["message_type"] == "event" else None,
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
        "seen_at": _at(row["seen_at"]), "hours": row["hours"], "skills": row["skills"], "capacity": row["capacity"],
    }  # fmt: skip


def priced(client: dict[str, Any], pack: Pack) -> dict[str, Any]:
    """The client with the names and list prices of the products that they looked at, as far as they are still sold."""
    items = {item.id: item for item in pack.catalogue.items} | pack.products
    language = pack.file.languages[0]
    for product in client["products"]:
        if item := items.get(product["product_id"]):
            product["product_id"] = item.name[language]
            product["price"] = {
                "minor": Money.parse(item.price, pack.file.currency).minor, "currency": pack.file.currency,
            }  # fmt: skip
    return client


def window_of(thread: Row | None, now: datetime) -> dict[str, Any] | None:
    """Until when the customer may be written to freely; None where nothing limits it."""
    if thread is None or thread["channel"] not in WINDOWED:
        return None
    until = closes(thread["heard_at"], thread["closed_at"])
    return {"open": until is not None and now < until, "until": _at(until)}


def _at(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
