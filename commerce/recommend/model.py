"""A recommendation, and all that it is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from commerce.packs.fields import Text
from commerce.packs.items import Item

Strategy = Literal["upsell", "cross_sell", "together", "similar", "personalized", "trending"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why. ``text``: the pack's own words; otherwise ``kind`` names the wording and the rest fills it."""

    kind: Literal["rule", "goes_with", "together", "instead_of", "fits", "as_before", "trending"]
    text: Text | None = None
    other: Item | None = None
    """The thing it is recommended for."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Recommendation:
    item: Item
    strategy: Strategy
    reason: Reason
    score: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when something is to be recommended. Items by id.

    ``left``: units that are left of counted items; what is not in it is not counted. ``together``: for an item, in how
    many orders each other one stood beside it. ``trending``: in how many orders of late.
    """

    vehicle: Mapping[str, Any] | None = None
    cart: Sequence[str] = ()
    looking_at: Sequence[str] = ()
    viewed: Sequence[str] = ()
    bought: Sequence[str] = ()
    stage: str = ""
    not_again: frozenset[str] = frozenset()
    left: Mapping[str, int] = field(default_factory=dict)
    together: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    trending: Mapping[str, int] = field(default_factory=dict)

    @property
    def about(self) -> list[str]:
        """What it is about now: what is looked at, then what is in the cart."""
        return list(dict.fromkeys([*self.looking_at, *self.cart]))
