"""What the person who takes over receives."""

from typing import Any, TypedDict


class Package(TypedDict):
    summary: str
    profile: dict[str, Any]
    need: str | None
    stage: str
    score: int
    signals: list[str]
    sentiment: float
    open_question: str | None
    pending: str | None
    last_words: str
