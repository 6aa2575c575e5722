"""The data of a booking under way, kept under ``slots["book"]`` as plain data."""

from typing import TypedDict


class Slot(TypedDict):
    """A time that was free when it was offered. Instants are ISO 8601 with offset."""

    person: str
    starts_at: str
    ends_at: str


class Refused(TypedDict):
    """The hour that was refused last, and how often in a row."""

    at: str
    times: int


class Booking(TypedDict, total=False):
    kind: str
    offered: list[Slot]
    chosen: Slot
    person: str
    """Whom the customer wishes to meet; anybody who takes the kind without it."""
    moves: str
    """The reference of the appointment that this one replaces."""
    was: str
    """When that one begins."""
    refused: Refused


class BookArgs(TypedDict):
    """The canonical arguments of ``appointment.book``: exactly what a yes does."""

    kind: str
    person: str
    starts_at: str
    ends_at: str
    timezone: str
    details: dict[str, str]
