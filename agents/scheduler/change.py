"""Showing, moving and cancelling an appointment that is booked."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import words
from agents.scheduler.book import CONFIRM_MINUTES, choose
from agents.scheduler.offer import at, branch_words, kind_of, person_of, slot_value
from agents.scheduler.schema import Booking, Slot
from agents.scheduler.whom import at_that_hour, tell_who_takes, wished
from agents.scheduler.wish import times
from agents.state import State, kept
from commerce.appointments.model import Refusal
from commerce.packs.business import AppointmentKind
from language.values import instant, name, quoted, reference


async def show(outcome: Outcome, state: State, context: Context) -> None:
    row = await _next(outcome, state, context)
    if row:
        kind = quoted(words(kind_of(context, row["kind"]).name, state))
        outcome.say("my_appointment", "my_appointment", "calendar", kind=kind, **_described(context, row))


async def stands(outcome: Outcome, state: State, context: Context) -> bool:
    """Whether the customer has an appointment already; then that is what is told."""
    rows = await context.desk.appointments(UUID(state["turn"]["contact"]), now_of(state))
    if rows:
        await show(outcome, state, context)
    return bool(rows)


async def cancel(outcome: Outcome, state: State, context: Context) -> None:
    row = await _next(outcome, state, context)
    if row is None:
        return
    outcome.open({"name": "cancel", "agent": "scheduler", "since": state["turn"]["seq"]})
    said = _described(context, row)
    act = outcome.say("confirm_cancel", "confirm_cancel", "calendar", slot=said["slot"], reference=said["reference"])
    args = {"reference": row["reference"], "starts_at": row["starts_at"].isoformat()}
    outcome.propose("appointment.cancel", "cancel", args, act, CONFIRM_MINUTES)


async def move(outcome: Outcome, state: State, context: Context) -> None:
    row = await _next(outcome, state, context)
    if row is None:
        return
    outcome.open({"name": "reschedule", "agent": "scheduler", "since": state["turn"]["seq"]})
    under_way = kept(state, "book") if "reschedule" in state.get("flows", {}) else {}
    moves = {"kind": row["kind"], "moves": row["reference"], "was": row["starts_at"].isoformat()}
    booking = cast(Booking, {**under_way, **moves})
    chosen = await _chosen(outcome, state, context, booking, row)
    if chosen is None:
        return
    if (chosen["person"], datetime.fromisoformat(chosen["starts_at"])) == (row["person_id"], row["starts_at"]):
        _stays(outcome, context, row)
        return
    act = outcome.say("confirm_reschedule", "confirm_reschedule", "calendar", old_slot=instant(row["starts_at"]),
                      slot=slot_value(chosen), person=name(person_of(context, chosen["person"]).name),
                      place=branch_words(context, row["person_id"], chosen["person"]))  # fmt: skip
    args = {"reference": row["reference"], "kind": row["kind"], **chosen, "timezone": context.timezone}
    outcome.propose("appointment.reschedule", "reschedule", args, act, CONFIRM_MINUTES)


def _stays(outcome: Outcome, context: Context, row: dict[str, Any]) -> None:
    """It is then already, with that very person."""
    said = _described(context, row)
    outcome.say("my_appointment", "already_then", "calendar", slot=said["slot"], person=said["person"])
    outcome.close("reschedule")
    outcome.remember(book=None)


async def _chosen(
    outcome: Outcome, state: State, context: Context, booking: Booking, row: dict[str, Any]
) -> Slot | None:
    """Where only another person is wished for, the same hour with that one; else the time that is chosen."""
    kind = kind_of(context, row["kind"])
    people = wished(state, context, kind, row["person_id"])
    if people is None or times(state):
        chosen = await choose(outcome, state, context, booking)
        return chosen and await _with_the_same(context, state, kind, booking, chosen, row["person_id"])
    if not people:
        tell_who_takes(outcome, state, context, kind)
        outcome.close("reschedule")
        return None
    return await at_that_hour(outcome, state, context, booking, kind, people, row["starts_at"])


async def _with_the_same(
    context: Context, state: State, kind: AppointmentKind, booking: Booking, chosen: Slot, person: str
) -> Slot:
    """The time with whom it was before, where that person is free then and nobody else was wished for."""
    starts = datetime.fromisoformat(chosen["starts_at"])
    same = await at(context, state, kind, starts, booking.get("person", person), booking["moves"])
    return chosen if isinstance(same, Refusal) else same


async def _next(outcome: Outcome, state: State, context: Context) -> dict[str, Any] | None:
    """The customer's next appointment; says so when there is none."""
    rows = await context.desk.appointments(UUID(state["turn"]["contact"]), now_of(state))
    if not rows:
        outcome.ask("next_step", "no_appointment", flow="book", expects=["yes_no", "time"])
        outcome.close("reschedule")
        return None
    return rows[0]


def _described(context: Context, row: dict[str, Any]) -> dict[str, Any]:
    starts: datetime = row["starts_at"]
    return {
        "slot": instant(starts),
        "person": name(person_of(context, row["person_id"]).name),
        "reference": reference(row["reference"]),
    }
