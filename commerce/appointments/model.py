"""What an appointment is asked as, offered as and refused with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from commerce.errors import ConflictAtCommit
from commerce.packs.business import AppointmentKind
from commerce.packs.company import Person
from commerce.packs.model import Pack
from kit.errors import InvalidInputError

Busy = Mapping[str, list[tuple[datetime, datetime]]]
"""When each person is taken, by person id: spans of aware instants, buffers included."""

Reason = Literal["past", "too_soon", "too_far", "outside_hours", "taken"]


class SlotTakenError(ConflictAtCommit):
    title = "That time has just been taken"


class AppointmentGoneError(ConflictAtCommit):
    """The appointment that was to be changed is not booked any more."""

    title = "There is no such appointment any more"


@dataclass(frozen=True, slots=True)
class Recurring:
    """Days that come again, on the customer's clock. ``weekdays``: 0 is Monday.

    A side without hour is open; ``opens`` equals ``closes`` where exactly that hour is meant. ``first`` and ``last``
    are the only days between which it counts.
    """

    weekdays: frozenset[int]
    opens: time | None = None
    closes: time | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """When the customer would like to come; an empty wish is "as soon as it can be".

    ``day`` and ``part`` (``morning``, ``afternoon``, ``evening``) are meant in the customer's zone. ``others`` would do
    as well: "at 10 or 10:30".
    """

    earliest: datetime | None = None
    latest: datetime | None = None
    exact: datetime | None = None
    day: date | None = None
    part: str | None = None
    person: str | None = None
    recurring: Recurring | None = None
    others: tuple["Wish", ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that is free for one person."""

    person_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a time cannot be had. ``detail`` says what could be asked for instead."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Booking:
    """What is written for an appointment. ``details`` are the customer's data that the visit needs."""

    id: UUID
    reference: str
    conversation: UUID
    contact: UUID
    kind: AppointmentKind
    person: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    details: Mapping[str, Any] = field(default_factory=dict)


def kind_of(pack: Pack, kind: str) -> AppointmentKind:
    """Raises InvalidInputError."""
    found = next((entry for entry in pack.file.appointments if entry.id == kind), None)
    if found is None:
        known = ", ".join(entry.id for entry in pack.file.appointments)
        raise InvalidInputError(f"appointment kind {kind!r} is not in pack {pack.id}: expected one of {known}")
    return found


def person_of(pack: Pack, person: str) -> Person | None:
    """None for someone who has left the pack."""
    return next((entry for entry in pack.file.people if entry.id == person), None)
