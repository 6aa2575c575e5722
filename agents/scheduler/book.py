"""A booking: a kind, a time, what must be known of the customer, and then the question that a yes answers."""

from dataclasses import replace
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from agents.context import Context
from agents.doubtful import ask_if_doubtful
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.scheduler.offer import at, find, keep, kind_of, offer, person_of, slot_value, zone_words
from agents.scheduler.schema import BookArgs, Booking, Slot
from agents.scheduler.whom import at_that_hour, tell_who_takes, wished
from agents.scheduler.wish import REFUSED_AT_MOST, count_refusal, is_past, picked, says_the_same_hour, times, wish_of
from agents.state import State, kept
from commerce.appointments.model import Refusal, Wish
from commerce.packs.business import AppointmentKind
from language.values import contact, name, quantity, quoted

CONFIRM_MINUTES = 30
HELD = ("kind", "person", "starts_at", "ends_at", "timezone")
"""What is put aside for some minutes while the customer makes up their mind."""

REFUSED = {"past": "past_time", "taken": "slot_taken", "too_soon": "too_soon", "too_far": "too_far"}
"""Template by reason; the hours are explained for all others."""


async def book(outcome: Outcome, state: State, context: Context) -> None:
    booking = _booking(state, context)
    outcome.open({"name": "book", "agent": "scheduler", "since": state["turn"]["seq"]})
    chosen = await choose(outcome, state, context, booking)
    if chosen:
        confirm(outcome, state, context, {**booking, "chosen": chosen})


async def choose(outcome: Outcome, state: State, context: Context, booking: Booking) -> Slot | None:
    """The slot that the message settles on; otherwise slots are offered and there is none."""
    kind, offered = kind_of(context, booking["kind"]), booking.get("offered", [])
    named = times(state, [booking["chosen"]] if "chosen" in booking else offered)
    if slot := picked(state, offered):
        return slot
    people = wished(state, context, kind, booking["chosen"]["person"] if "chosen" in booking else None)
    if people == []:
        tell_who_takes(outcome, state, context, kind)
    elif people:
        booking["person"] = people[0].id
        if not named and "chosen" in booking:
            hour = datetime.fromisoformat(booking["chosen"]["starts_at"])
            return await at_that_hour(outcome, state, context, booking, kind, people, hour)
    if not named and "chosen" in booking:
        return booking["chosen"]
    if not named and offered and not people and not _wants_others(state):
        if len(offered) == 1 and _says_yes(state):
            return offered[0]
        offer(outcome, state, context, booking, offered)
        return None
    return await _wished_for(outcome, state, context, booking, replace(wish_of(named), person=booking.get("person")))


async def _wished_for(outcome: Outcome, state: State, context: Context, booking: Booking, wish: Wish) -> Slot | None:
    """The very hour that is wished for where it can be had; else what is near, with why not."""
    kind, why = kind_of(context, booking["kind"]), "offer_slots"
    if wish.day and not wish.part and (same := await _same_hour(context, state, kind, booking, wish.day)):
        return same
    if is_past(wish, now_of(state).astimezone(ZoneInfo(context.timezone))):
        why, wish = "past_time", Wish(person=wish.person)
    elif wish.exact:
        found = await at(context, state, kind, wish.exact, wish.person, booking.get("moves"))
        if not isinstance(found, Refusal):
            return found
        often = count_refusal(booking, wish) >= REFUSED_AT_MOST
        why = "ask_choices.slot" if often else REFUSED.get(found.reason, "outside_hours")
    found_near = await find(context, state, kind, wish, booking.get("moves"))
    why = "day_full" if why == "offer_slots" and _misses_the_day(wish, found_near) else why
    offer(outcome, state, context, booking, found_near, why)
    return None


def _misses_the_day(wish: Wish, slots: list[Slot]) -> bool:
    """Whether one day, or hours of one, were wished for and only others have room."""
    days = {datetime.fromisoformat(slot["starts_at"]).date() for slot in slots}
    hours = {wish.earliest.date(), wish.latest.date()} if wish.earliest and wish.latest else set()
    asked = {wish.day} if wish.day else hours
    return bool(len(asked) == 1 and slots and not wish.others and not asked & days)


def _says_yes(state: State) -> bool:
    """A yes takes the only time on offer; of several it says nothing."""
    return any(guess["name"] == "affirm" for guess in state["reading"]["intents"])


def _wants_others(state: State) -> bool:
    """Whether none of the times on offer will do."""
    return any(guess["name"] in {"deny", "reschedule"} for guess in state["reading"]["intents"])


async def _same_hour(context: Context, state: State, kind: AppointmentKind, booking: Booking, day: date) -> Slot | None:
    """The hour that was chosen before, or is booked and meant again, on another day, where it is free."""
    booked = booking.get("was") if says_the_same_hour(state) else None
    known = booking["chosen"]["starts_at"] if "chosen" in booking else booked
    if known is None:
        return None
    before = datetime.fromisoformat(known).astimezone(ZoneInfo(context.timezone))
    found = await at(context, state, kind, datetime.combine(day, before.timetz()), booking.get("person"),
                     booking.get("moves"))  # fmt: skip
    return None if isinstance(found, Refusal) else found


def confirm(outcome: Outcome, state: State, context: Context, booking: Booking) -> None:
    """Asks for what is missing, or shows everything that a yes will do."""
    outcome.remember(book=dict(booking))
    if booking.get("moves"):
        return
    missing = [field for field in kind_of(context, booking["kind"]).needs if field not in state.get("profile", {})]
    if missing:
        if booking["chosen"] not in [*booking.get("offered", []), kept(state, "book").get("chosen")]:
            outcome.say("noted", "slot_is_free", "calendar", slot=slot_value(booking["chosen"]))
        keep(outcome, context, booking["kind"], [booking["chosen"]])
        outcome.ask(missing[0], _question(missing[0], context), flow="book", expects=[missing[0]])
        return
    if ask_if_doubtful(outcome, state, "book"):
        return
    propose(outcome, state, context, booking)


def propose(outcome: Outcome, state: State, context: Context, booking: Booking) -> None:
    kind, slot = kind_of(context, booking["kind"]), booking["chosen"]
    profile = state.get("profile", {})
    email = profile["email"]["value"] if "email" in profile else ""
    args: BookArgs = {
        "kind": kind.id,
        "person": slot["person"],
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
        "timezone": context.timezone,
        "details": {
            field: str(profile[field]["value"]) for field in sorted({*kind.needs, "email"}) if field in profile
        },
    }
    act = outcome.say(
        "confirm_booking", "confirm_booking", "calendar",
        kind=quoted(words(kind.name, state)), slot=slot_value(slot),
        person=name(person_of(context, slot["person"]).name),
        minutes=quantity(kind.duration_minutes), mode=_place(state, context, kind.mode, slot),
        email=contact("email", email) if email else "", zone=zone_words(state, context, slot),
    )  # fmt: skip
    outcome.write("appointment.hold", **{part: args[part] for part in HELD})  # type: ignore[literal-required]
    outcome.propose("appointment.book", "book", dict(args), act, CONFIRM_MINUTES)


def _place(state: State, context: Context, mode: str, slot: Slot) -> object:
    """Where it takes place, in words; the address is a fact of its own."""
    if mode == "visit" and "address" in state.get("profile", {}):
        return contact("address", str(state["profile"]["address"]["value"]))
    if mode == "branch":
        branch = next(
            (b for b in context.pack.file.branches if b.id == person_of(context, slot["person"]).branch), None
        )
        return name(branch.name) if branch else contact("address", context.pack.file.company.address)
    return phrase(context, state, f"mode.{mode}")


def _booking(state: State, context: Context) -> Booking:
    under_way = kept(state, "book")
    if under_way and "book" in state.get("flows", {}):
        return cast(Booking, {**under_way, "offered": _to_come(under_way.get("offered", []), state)})
    return {"kind": context.pack.file.sales_agent.appointment_scheduling.default_kind}


def _to_come(slots: list[Slot], state: State) -> list[Slot]:
    """Those of the offered times that are not over yet."""
    return [slot for slot in slots if datetime.fromisoformat(slot["starts_at"]) > now_of(state)]


def _question(field: str, context: Context) -> str:
    """One thing a message; a booking words some of its questions in its own way."""
    own = f"book.{field}"
    return own if own in context.pack.templates else f"ask.{field}"
