"""What a customer's page gets to see: an allow-list, so that nothing of the inside ever goes out."""

from typing import Any, Literal

from pydantic import BaseModel

from graphs.inbox import Answer


class ShownMessage(BaseModel):
    seq: int
    role: Literal["client", "ai", "agent", "system"]
    text: str
    blocks: list[dict[str, Any]]
    at: str
    language: str | None = None
    """Of a reply, where it is known."""
    files: list[dict[str, Any]] = []
    """``{"id", "name", "content_type", "size"}``, of a customer's message."""


class Reply(BaseModel):
    text: str
    blocks: list[dict[str, Any]]


class Processed(BaseModel):
    """All that a customer's page gets to know of a turn."""

    turn_id: int | None
    replies: list[Reply]
    language: str
    owner: str


def processed(answer: Answer) -> Processed:
    replies = [Reply(text=reply["text"], blocks=reply["blocks"]) for reply in answer.replies]
    return Processed(turn_id=answer.turn, replies=replies, language=answer.language, owner=answer.owner)


def shown(row: dict[str, Any]) -> ShownMessage:
    said = row["metadata"] or {}
    return ShownMessage(
        seq=row["seq"],
        role=row["sender_type"],
        text="" if said.get("wordless") else row["content"],
        blocks=said.get("blocks", []),
        at=row["timestamp"].isoformat(),
        language=said.get("language"),
        files=said.get("files", []),
    )
