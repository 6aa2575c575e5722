"""What the router decides."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Route:
    """``plan``: who acts, side by side; ``lead``: the one that may ask; ``update``: what else changes."""

    plan: list[str]
    lead: str | None = None
    update: dict[str, Any] = field(default_factory=dict)
