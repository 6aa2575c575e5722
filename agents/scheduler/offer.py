"""Offers slots that are free now, near the wish."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from agents.choices import choice_id
from agents.context import Context
from agents.hours import hours_value
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.scheduler.schema import Booking, Slot
from agents.state import State
from commerce.appointments.find import free_slots, is_possible
from commerce.appointments.model import Busy, Refusal, Wish
from commerce.packs.business import AppointmentKind
from commerce.packs.company import Person
from language.values import Value, instant, name, quoted, render

SLOTS_OFFERED = 3


def kind_of(context: Context, kind: str) -> AppointmentKind:
    return next(entry for entry in context.pack.file.appointments if entry.id == kind)


def person_of(context: Context, person: str) -> Person:
    return next(entry for entry in context.pack.file.people if entry.id == person)


async def busy_times(context: Context, state: State, kind: AppointmentKind, moved: str | None = None) -> Busy:
    """When the people who take this kind are taken: by appointments but the one that is ``moved``, and outside."""
    now = now_of(state)
    people = [person.id for person in context.pack.file.people if kind.id in person.appointments]
    until = now + timedelta(days=context.pack.file.sales_agent.appointment_scheduling.advance_booking_days + 1)
    own = await context.desk.busy(people, now, until, apart_from=UUID(state["turn"]["contact"]), moved=moved)
    outside = await context.calendar.busy(people, now, until)
    return {person: [*own.get(person, []), *outside.get(person, [])] for person in people}


async def find(
    context: Context, state: State, kind: AppointmentKind, wish: Wish, moved: str | None = None
) -> list[Slot]:
    now = now_of(state)
    busy = await busy_times(context, state, kind, moved)
    found = free_slots(context.pack, kind, busy, now, wish, ZoneInfo(context.timezone))
    return [_plain(slot.person_id, slot.starts_at, slot.ends_at) for slot in found[:SLOTS_OFFERED]]


async def at(
    context: Context, state: State, kind: AppointmentKind, starts: datetime, person: str | None = None,
    moved: str | None = None,
) -> Slot | Refusal:  # fmt: skip
    """The slot at exactly that instant, with that person where one is named, or why there is none."""
    now = now_of(state)
    busy = await busy_times(context, state, kind, moved)
    refusal = is_possible(context.pack, kind, busy, now, starts, person=person)
    if isinstance(refusal, Refusal):
        return refusal
    return _plain(refusal.person_id, refusal.starts_at, refusal.ends_at)


def offer(
    outcome: Outcome,
    state: State,
    context: Context,
    booking: Booking,
    slots: list[Slot],
    why: str = "offer_slots",
) -> None:
    """Asks which of ``slots`` it is to be. ``why`` is the template: a plain offer, or one after a refusal."""
    kind = kind_of(context, booking["kind"])
    booking["offered"] = slots
    outcome.remember(book=dict(booking))
    if not slots:
        person = person_on_duty(context)
        outcome.say("no_slots", "no_slots", "calendar", kind=quoted(words(kind.name, state)), person=person.name)
        return
    keep(outcome, context, kind.id, slots)
    said = in_a_row(slots)
    values: dict[str, Any] = (
        {"kind": quoted(words(kind.name, state)), "slots": said} if why == "offer_slots" else {"slots": said}
    )
    if why == "outside_hours":
        values["hours"] = hours_value(context, state)
    if why == "person_busy":
        values["person"] = name(person_of(context, booking["person"]).name)
    outcome.ask(
        "slot", why, flow="book", expects=["time", "yes_no"] if len(slots) == 1 else ["time"], source="calendar",
        picks=[label(context, state, slot) for slot in slots],
        blocks=[{"kind": "slots", "items": [_shown(slot) for slot in slots]}],
        **values,
    )  # fmt: skip


def keep(outcome: Outcome, context: Context, kind: str, slots: list[Slot]) -> None:
    """Puts the slots aside for some minutes, where the pack wants it."""
    if context.pack.file.sales_agent.appointment_scheduling.hold_offered:
        outcome.write("appointment.hold_offered", kind=kind, slots=slots, timezone=context.timezone)


def label(context: Context, state: State, slot: Slot) -> str:
    """The slot as the customer reads it."""
    return str(render(slot_value(slot), context.pack.file.locale[state["language"]], context.timezone))  # type: ignore[index]


def _shown(slot: Slot) -> dict[str, Any]:
    id = choice_id("slot", slot["starts_at"])
    return {"id": id, "starts_at": slot["starts_at"], "ends_at": slot["ends_at"], "label": slot_value(slot)}


def in_a_row(slots: list[Slot]) -> list[Value]:
    """The slots as they are said one after the other: the day once, then only the hours of that day."""
    days = [datetime.fromisoformat(slot["starts_at"]).date() for slot in slots]
    return [
        instant(datetime.fromisoformat(slot["starts_at"]), "at" if place and days[place - 1] == days[place] else "on")
        for place, slot in enumerate(slots)
    ]


def slot_value(slot: Slot) -> Value:
    return instant(datetime.fromisoformat(slot["starts_at"]))


def zone_words(state: State, context: Context, slot: Slot) -> str:
    """Whose hour it is, where the customer's clock shows another one than the business's; else nothing."""
    from babel.dates import get_timezone_location

    starts = datetime.fromisoformat(slot["starts_at"])
    theirs, ours = ZoneInfo(context.timezone), ZoneInfo(context.pack.file.timezone)
    if starts.astimezone(theirs).utcoffset() == starts.astimezone(ours).utcoffset():
        return ""
    locale = context.pack.file.locale[state["language"]]  # type: ignore[index]
    return phrase(context, state, "zone", city=get_timezone_location(theirs, locale=locale, return_city=True))


def branch_words(context: Context, before: str, now: str) -> Value | str:
    """The branch of the person it is with ``now``, where it is another than that of the one ``before``."""
    old, new = person_of(context, before).branch, person_of(context, now).branch
    branch = next((each for each in context.pack.file.branches if each.id == new), None)
    return name(branch.name) if branch and old != new else ""


def person_on_duty(context: Context) -> Person:
    """Who receives hand-offs."""
    people = context.pack.file.people
    return next((person for person in people if person.receives_handoffs), people[0])


def _plain(person: str, starts: datetime, ends: datetime) -> Slot:
    return {"person": person, "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
