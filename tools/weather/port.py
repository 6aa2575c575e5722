"""What Parley needs to know of the weather at a place: recent storms, and warnings in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from kit.errors import NotFoundError

StormKind = Literal["hail", "wind", "tornado", "flood", "snow"]
Severity = Literal["minor", "moderate", "severe", "extreme"]


class PlaceNotFoundError(NotFoundError):
    title = "This place is not known to the weather service"


@dataclass(frozen=True, slots=True)
class Storm:
    """Something that was measured or reported. Instants are aware."""

    kind: StormKind
    at: datetime
    severity: Severity
    source: str
    hail_mm: int | None = None
    """Diameter of the largest stones, in millimetres."""
    wind_kmh: int | None = None
    """Strongest gust."""


@dataclass(frozen=True, slots=True)
class Warning:
    """An official warning, in the words of who issued it."""

    headline: str
    severity: Severity
    starts_at: datetime
    ends_at: datetime
    source: str


class Weather(Protocol):
    """Asking changes nothing outside, so it takes no key. Both raise PlaceNotFoundError."""

    async def storms(self, postal_code: str, since: datetime, until: datetime) -> list[Storm]:
        """What hit the place from ``since`` up to, not including, ``until``; newest first."""
        ...

    async def warnings(self, postal_code: str, now: datetime) -> list[Warning]:
        """What is in force at ``now``; first the one that ends first."""
        ...
