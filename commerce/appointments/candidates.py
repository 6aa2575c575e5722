"""Every free slot of a day: each person's hours, stepped through, less what is taken."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from commerce.appointments.limits import Limits
from commerce.appointments.model import Busy, Slot
from commerce.appointments.windows import working_windows
from commerce.packs.business import AppointmentKind
from commerce.packs.company import Person
from commerce.packs.model import Pack
from commerce.tenants.hours import Window


def people_for(pack: Pack, kind: AppointmentKind, wanted: str | None = None) -> list[Person]:
    """Who takes this kind of appointment, in the pack's order."""
    takers = [person for person in pack.file.people if kind.id in person.appointments]
    return [person for person in takers if wanted in {None, person.id}]


def slots_of_day(
    pack: Pack, kind: AppointmentKind, people: list[Person], *, busy: Busy, limits: Limits, day: date
) -> list[Slot]:
    """One slot for each free start, with the least busy person who has it."""
    found: dict[datetime, Slot] = {}
    for person in sorted(people, key=lambda person: _load(busy, person.id, day, limits)):
        for starts in _starts(pack, kind, person, day):
            if starts not in found and limits.refuse(starts) is None and is_free(busy, person.id, starts, kind):
                found[starts] = Slot(person.id, starts, starts + timedelta(minutes=kind.duration_minutes))
    return [found[starts] for starts in sorted(found)]


def is_free(busy: Busy, person: str, starts: datetime, kind: AppointmentKind) -> bool:
    """Whether nothing of the person's overlaps the appointment and the buffer after it."""
    ends = starts + timedelta(minutes=kind.duration_minutes + kind.buffer_minutes)
    return all(ends <= taken_from or taken_to <= starts for taken_from, taken_to in busy.get(person, []))


def fits_window(window: Window, starts: datetime, kind: AppointmentKind) -> bool:
    opens, closes = window
    return opens <= starts and starts + timedelta(minutes=kind.duration_minutes) <= closes


def _starts(pack: Pack, kind: AppointmentKind, person: Person, day: date) -> Iterator[datetime]:
    """Steps in UTC, so that an hour that the clocks skip or repeat is an hour like any other."""
    step = timedelta(minutes=kind.slot_step_minutes)
    for window in working_windows(pack, person, day):
        starts = window[0].astimezone(UTC)
        while fits_window(window, starts, kind):
            yield starts
            starts += step


def _load(busy: Busy, person: str, day: date, limits: Limits) -> int:
    return sum(span[0].astimezone(limits.zone).date() == day for span in busy.get(person, []))
