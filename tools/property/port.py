"""What Parley needs to know of the property at an address."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kit.errors import NotFoundError
from kit.money import Money


class PropertyNotFoundError(NotFoundError):
    title = "No property is known at this address"


@dataclass(frozen=True, slots=True)
class Property:
    """A property as its ``source`` had it on ``as_of``; None is what the source does not say."""

    address: str
    source: str
    as_of: date
    value: Money | None = None
    built: int | None = None
    """Year."""
    area_sqft: int | None = None
    """Of living area, in square feet."""
    stories: int | None = None
    roof_material: str | None = None
    roof_year: int | None = None


class Properties(Protocol):
    """Looking up changes nothing outside, so it takes no key."""

    async def look_up(self, address: str) -> Property:
        """The property at that postal address, in one line; raises PropertyNotFoundError."""
        ...
