"""The yes or the no to a proposed booking, move or cancellation."""

from datetime import datetime

from agents.context import Context
from agents.outcome import Outcome, is_expired
from agents.phrases import words
from agents.scheduler.book import REFUSED, book
from agents.scheduler.change import cancel, move
from agents.scheduler.offer import at, find, kind_of, offer, person_of, slot_value, zone_words
from agents.scheduler.schema import Booking, Slot
from agents.state import Pending, State
from commerce.appointments.model import Refusal, Wish
from commerce.appointments.reference import reference_of
from language.values import contact, name, quoted, reference


async def settle(outcome: Outcome, state: State, context: Context) -> None:
    pending = state["pending"]
    assert pending is not None
    outcome.settle()
    if state["reading"]["reply"] == "reject":
        _rejected(outcome, pending)
    elif is_expired(pending, state):
        await _ask_once_more(outcome, state, context, pending)
    elif pending["kind"] == "appointment.cancel":
        _cancelled(outcome, pending)
    elif await _still_free(outcome, state, context, pending):
        _written(outcome, state, context, pending)


def _rejected(outcome: Outcome, pending: Pending) -> None:
    template = "booking_rejected" if pending["kind"] == "appointment.book" else "appointment_kept"
    outcome.write("appointment.release")
    outcome.say("booking_rejected", template, "calendar")
    outcome.close(pending["flow"])
    outcome.remember(book=None)


async def _ask_once_more(outcome: Outcome, state: State, context: Context, pending: Pending) -> None:
    """A yes that comes late: what was shown is looked at again, and shown again where it still can be done."""
    if pending["kind"] == "appointment.cancel":
        await cancel(outcome, state, context)
    elif await _still_free(outcome, state, context, pending):
        outcome.say("noted", "lapsed", "calendar")
        await (book if pending["kind"] == "appointment.book" else move)(outcome, state, context)


def _cancelled(outcome: Outcome, pending: Pending) -> None:
    args = pending["args"]
    outcome.write("appointment.cancel", reference=args["reference"])
    slot = {"$": "instant", "at": args["starts_at"], "style": "full"}
    outcome.say("cancelled", "cancelled", "calendar", slot=slot, reference=reference(args["reference"]))
    outcome.close("cancel")


async def _still_free(outcome: Outcome, state: State, context: Context, pending: Pending) -> bool:
    """Whether what was shown can still be done; if not, the customer is told and offered others."""
    kind = kind_of(context, pending["args"]["kind"])
    starts = datetime.fromisoformat(pending["args"]["starts_at"])
    moved = pending["args"].get("reference")
    found = await at(context, state, kind, starts, pending["args"]["person"], moved)
    if not isinstance(found, Refusal):
        return True
    booking: Booking = {"kind": kind.id}
    others = await find(context, state, kind, Wish(exact=starts), moved)
    offer(outcome, state, context, booking, others, REFUSED.get(found.reason, "slot_taken"))
    return False


def _written(outcome: Outcome, state: State, context: Context, pending: Pending) -> None:
    args = pending["args"]
    slot: Slot = {"person": args["person"], "starts_at": args["starts_at"], "ends_at": args["ends_at"]}
    person = name(person_of(context, args["person"]).name)
    outcome.write(pending["kind"], **args)
    outcome.close(pending["flow"])
    outcome.remember(book=None)
    if pending["kind"] == "appointment.reschedule":
        outcome.say("rescheduled", "rescheduled", "calendar", slot=slot_value(slot), person=person,
                    reference=reference(args["reference"]),
                    place=pending["shown"]["values"].get("place", ""))  # fmt: skip
        return
    number = reference_of(context.pack, state["turn"]["conversation"], state["turn"]["seq"])
    email = args["details"].get("email", "")
    outcome.say("booked", "booked", "calendar", kind=quoted(words(kind_of(context, args["kind"]).name, state)),
                slot=slot_value(slot), person=person, reference=reference(number),
                email=contact("email", email) if email else "", zone=zone_words(state, context, slot))  # fmt: skip
