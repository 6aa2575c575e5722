"""Finds the slots worth offering, and says whether one named time can be had."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from commerce.appointments.candidates import fits_window, is_free, people_for, slots_of_day
from commerce.appointments.limits import Limits, limits
from commerce.appointments.model import Busy, Refusal, Slot, Wish
from commerce.appointments.target import Span, distance, is_civil, targets_of
from commerce.appointments.windows import working_windows
from commerce.packs.business import AppointmentKind
from commerce.packs.company import Person
from commerce.packs.model import Pack

OFFERED = 3
DAYS_WITH_SLOTS = 3
"""Days with something free that are looked at, once the wish itself is covered."""
APART = timedelta(minutes=90)
SAME_DAY = 2


def free_slots(
    pack: Pack, kind: AppointmentKind, busy: Busy, now: datetime, wish: Wish, customer_zone: tzinfo
) -> list[Slot]:
    """Up to three free slots nearest to the wish, in order of time, in the customer's zone.

    Those that meet the wish come before those that only come near. Without a named hour they are spread, so
    that there is a choice to make.
    """
    bounds = limits(pack, kind, now)
    targets = targets_of(wish, bounds, customer_zone)
    people = people_for(pack, kind, wish.person)
    found: list[Slot] = []
    productive, reach = 0, timedelta(0)
    for day in _days_by_distance(bounds, targets):
        away = _day_distance(day, bounds, targets)
        if productive >= DAYS_WITH_SLOTS and away > reach:
            break
        slots = slots_of_day(pack, kind, people, busy=busy, limits=bounds, day=day)
        productive, reach = productive + bool(slots), away
        found.extend(slots)
    fitting = [slot for slot in found if _on_its_days(slot, wish, customer_zone)]
    ranked = sorted(fitting or found, key=lambda slot: _rank(slot, targets, customer_zone))
    chosen = _choose(ranked, targets, None if wish.exact else customer_zone)
    return [_in_zone(slot, customer_zone) for slot in sorted(chosen, key=lambda slot: slot.starts_at)]


def is_possible(
    pack: Pack,
    kind: AppointmentKind,
    busy: Busy,
    now: datetime,
    starts: datetime,
    *,
    person: str | None = None,
) -> Slot | Refusal:
    """The slot at exactly ``starts``, in its own zone, or why it cannot be had."""
    bounds, at = limits(pack, kind, now), starts.astimezone(UTC)
    if refusal := bounds.refuse(at):
        return refusal
    working = [taker for taker in people_for(pack, kind, person) if _works(pack, taker, kind, bounds, at)]
    if not working:
        return Refusal("outside_hours", "Nobody who takes this appointment works then: ask for a time in the hours.")
    free = [taker for taker in working if is_free(busy, taker.id, at, kind)]
    if not free:
        return Refusal("taken", "That time is taken: ask for another.")
    ends = (at + timedelta(minutes=kind.duration_minutes)).astimezone(starts.tzinfo)
    return Slot(free[0].id, starts, ends)


def _works(pack: Pack, person: Person, kind: AppointmentKind, bounds: Limits, starts: datetime) -> bool:
    """Hours may run past midnight, so the day before counts too."""
    day = starts.astimezone(bounds.zone).date()
    spans = [span for each in (day - timedelta(days=1), day) for span in working_windows(pack, person, each)]
    return any(fits_window(span, starts, kind) for span in spans)


def _days_by_distance(bounds: Limits, targets: list[Span]) -> Iterator[date]:
    first = bounds.now.astimezone(bounds.zone).date()
    days = [first + timedelta(days=ahead) for ahead in range((bounds.last_day - first).days + 1)]
    yield from sorted(days, key=lambda day: _day_distance(day, bounds, targets))


def _day_distance(day: date, bounds: Limits, targets: list[Span]) -> timedelta:
    """How far the whole day lies from the nearest target."""
    starts = datetime.combine(day, time(), bounds.zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), bounds.zone).astimezone(UTC)
    return min(max(opens - ends, starts - closes, timedelta(0)) for opens, closes in targets)


def _on_its_days(slot: Slot, wish: Wish, zone: tzinfo) -> bool:
    """ "Any day but Friday": a Friday is not even near."""
    return wish.recurring is None or slot.starts_at.astimezone(zone).weekday() in wish.recurring.weekdays


def _rank(slot: Slot, targets: list[Span], zone: tzinfo) -> tuple[bool, bool, timedelta, datetime]:
    away = distance(targets, slot.starts_at)
    return away > timedelta(0), not is_civil(slot.starts_at, zone), away, slot.starts_at


def _choose(ranked: list[Slot], targets: list[Span], spread_in: tzinfo | None) -> list[Slot]:
    """The best ones: what meets the wish, then what is near, each spread over the days of a zone."""
    meeting = [slot for slot in ranked if not distance(targets, slot.starts_at)]
    near = [slot for slot in ranked if distance(targets, slot.starts_at)]
    chosen: list[Slot] = []
    for group in (meeting, near):
        if spread_in:
            _take_apart(chosen, group, spread_in)
        chosen.extend([slot for slot in group if slot not in chosen][: OFFERED - len(chosen)])
    return chosen


def _take_apart(chosen: list[Slot], group: list[Slot], zone: tzinfo) -> None:
    for slot in group:
        if len(chosen) < OFFERED and _stands_apart(slot, chosen, zone):
            chosen.append(slot)


def _stands_apart(slot: Slot, chosen: list[Slot], zone: tzinfo) -> bool:
    day = slot.starts_at.astimezone(zone).date()
    same_day = sum(day == other.starts_at.astimezone(zone).date() for other in chosen)
    return same_day < SAME_DAY and all(abs(slot.starts_at - other.starts_at) >= APART for other in chosen)


def _in_zone(slot: Slot, zone: tzinfo) -> Slot:
    return Slot(slot.person_id, slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone))
