"""With whom: the person that the customer names, or anybody but the one it is with now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agents.branches import named_branch
from agents.context import Context
from agents.done import last_done
from agents.inbound import asks, heard
from agents.outcome import Outcome
from agents.phrases import words
from agents.scheduler.offer import at, find, offer
from agents.scheduler.schema import Booking, Slot
from agents.state import State
from commerce.appointments.candidates import people_for
from commerce.appointments.model import Refusal, Wish
from commerce.packs.business import AppointmentKind
from commerce.packs.company import Person
from commerce.packs.model import Pack
from language.values import name, quoted
from language.words.people import named_with, wants_another, wants_another_then

SAYS_WHERE = frozenset({"reschedule", "correct", "give_information", "deny", "book", "change_address"})
"""What a message that only says another branch may be taken for."""


def wished(state: State, context: Context, kind: AppointmentKind, now_with: str | None) -> list[Person] | None:
    """Who would do, of those who take this kind; nobody where there is no such person, None without a wish.

    Who names a branch wishes for the people who work there.
    """
    said = heard(state)
    named = [person for person in context.pack.file.people if named_with(said, person.name)]
    takers = people_for(context.pack, kind)
    if named:
        return [person for person in takers if person in named]
    branch = named_branch(state, context.pack) if kind.mode == "branch" else None
    if branch and (there := [person for person in takers if person.branch == branch.id]):
        return there
    if now_with and wants_another(said):
        return [person for person in takers if person.id != now_with]
    return None


def is_another_then(state: State) -> bool:
    """Whether the message wishes for another person at the hour that an appointment has, and for nobody's help."""
    return any(wants_another_then(message["text"]) for message in state["turn"]["inbound"])


def is_choosing_branch(state: State, pack: Pack) -> bool:
    """Whether the message says at which branch the appointment that is being chosen shall be."""
    return "book" in state.get("flows", {}) and not asks(state) and named_branch(state, pack) is not None


def is_branch_of_booked(state: State, pack: Pack) -> bool:
    """Whether the message says at which branch the appointment that was booked last shall be: "mejor en Centro"."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    idle = not (state.get("flows") or state.get("pending") or state.get("question"))
    booked = idle and last_done(state) == "calendar"
    return booked and names <= SAYS_WHERE and named_branch(state, pack) is not None


def tell_who_takes(outcome: Outcome, state: State, context: Context, kind: AppointmentKind) -> None:
    """Instead of whom the customer wishes for, those who take this kind."""
    people = [name(person.name) for person in people_for(context.pack, kind)]
    outcome.say("noted", "who_takes", "people", kind=quoted(words(kind.name, state)), people=people)


async def at_that_hour(
    outcome: Outcome, state: State, context: Context, booking: Booking, kind: AppointmentKind,
    people: list[Person], starts: datetime,
) -> Slot | None:  # fmt: skip
    """The hour with one of these people; where none of them is free then, the nearest hours of the first."""
    starts = starts.astimezone(ZoneInfo(context.timezone))
    for person in people:
        slot = await at(context, state, kind, starts, person.id, booking.get("moves"))
        if not isinstance(slot, Refusal):
            return slot
    booking["person"] = people[0].id
    near = await find(context, state, kind, Wish(exact=starts, person=people[0].id), booking.get("moves"))
    offer(outcome, state, context, booking, near, "person_busy")
    return None
