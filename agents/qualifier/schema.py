"""What the qualifier keeps under ``qualification``."""

from typing import TypedDict


class Qualified(TypedDict):
    score: int
    temperature: str
    reasons: list[dict[str, object]]
    decision_maker: bool | None
    budget_range: str | None
    timeline: str | None
