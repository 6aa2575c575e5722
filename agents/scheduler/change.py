"""Showing, moving and cancelling an appointment that is booked."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import words
from agents.scheduler.book import CONFIRM_MINUTES, choose
from agents.scheduler.offer import kind_of, person_of, slot_value
from agents.scheduler.schema import Booking
from agents.state import State, kept
from language.values import instant, name, quoted, reference


async def show(outcome: Outcome, state: State, context: Context) -> None:
    row = await _next(outcome, state, context)
    if row:
        kind = quoted(words(kind_of(context, row["kind"]).name, state))
        outcome.say("my_appointment", "my_appointment", "calendar", kind=kind, **_described(context, row))


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
    booking = cast(Booking, {**kept(state, "book"), "kind": row["kind"], "moves": row["reference"]})
    chosen = await choose(outcome, state, context, booking)
    if chosen is None:
        return
    act = outcome.say("confirm_reschedule", "confirm_reschedule", "calendar", old_slot=instant(row["starts_at"]),
                      slot=slot_value(chosen), person=name(person_of(context, chosen["person"]).name))  # fmt: skip
    args = {"reference": row["reference"], "kind": row["kind"], **chosen, "timezone": context.timezone}
    outcome.propose("appointment.reschedule", "reschedule", args, act, CONFIRM_MINUTES)


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
