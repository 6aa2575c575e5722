"""What the person who takes over receives."""

from typing import Any, TypedDict


class Quoted(TypedDict):
    """A quote of the conversation; ``total`` in minor units."""

    number: str
    total: int
    currency: str
    status: str


class Package(TypedDict):
    reason: str
    summary: str
    profile: dict[str, Any]
    missing: list[str]
    """Fields that the pack requires and nobody has told yet."""
    need: str | None
    stage: str
    strategy: str | None
    score: int
    temperature: str
    reasons: list[dict[str, Any]]
    signals: list[str]
    sentiment: float
    language: str
    channel: str
    page: str | None
    quotes: list[Quoted]
    appointments: list[str]
    """References of what is booked."""
    objections: list[dict[str, str]]
    open_question: str | None
    """The slot that was asked for; ``asked`` is the question in words."""
    asked: str | None
    pending: str | None
    last_words: str
    suggested_reply: str
