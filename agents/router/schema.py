"""What the router decides."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Route:
    """``plan``: the agents that act, side by side; ``lead``: the one of them that may ask; ``update``: what else changes."""

    plan: list[str]
    lead: str | None = None
    update: dict[str, Any] = field(default_factory=dict)
