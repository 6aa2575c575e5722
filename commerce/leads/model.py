"""What a lead is judged to be."""

from dataclasses import dataclass
from typing import Any, Literal

Temperature = Literal["cold", "warm", "hot"]


@dataclass(frozen=True, slots=True)
class Qualification:
    """``score``: 0 to 100. ``reasons``: ``{"criterion", "points", "why"}``, in the pack's order."""

    score: int
    temperature: Temperature
    reasons: list[dict[str, Any]]
    decision_maker: bool | None
    budget_range: str | None
    timeline: str | None
