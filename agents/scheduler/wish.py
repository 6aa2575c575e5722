"""From what the customer said to the time that is wished for."""

from datetime import datetime

from agents.outcome import now_of
from agents.scheduler.schema import Slot
from agents.state import State
from commerce.appointments.model import Wish
from language.port import Entity, TimeValue
from language.words.days import names_a_day

DAY_GRAINS = {"day", "week", "month", "year"}


def times(state: State, offered: list[Slot] | None = None) -> list[TimeValue]:
    """The times that the message names; "last week" tells of the past and is no wish."""
    found = [entity for entity in state["reading"]["entities"] if entity["kind"] == "time"]
    named = [on_the_day_under_discussion(entity["value"], entity["text"], offered or []) for entity in found]
    return [value for value in named if not _tells_of_the_past(value, now_of(state))]


def _tells_of_the_past(value: TimeValue, now: datetime) -> bool:
    start, end = _instant(value["start"]), _instant(value["end"])
    if value["type"] == "interval":
        return bool(end and end < now)
    return bool(start and start < now and value["grain"] in {"week", "month", "year"})


def wish_of(values: list[TimeValue]) -> Wish:
    """The wish in the first time that was named; an open wish when none was."""
    if not values:
        return Wish()
    value = values[0]
    start, end = _instant(value["start"]), _instant(value["end"])
    if value["type"] == "interval":
        return Wish(earliest=start, latest=end)
    if value["grain"] in DAY_GRAINS:
        return Wish(day=start.date() if start else None, part=value["part"])
    return Wish(exact=start)


def picked(state: State, offered: list[Slot]) -> Slot | None:
    """The offered slot that the message picks: by its place in the list, or by its hour or day alone."""
    question = state.get("question")
    shown = question["choices"] if question and question["slot"] == "slot" else []
    chosen = [entity["value"] for entity in state["reading"]["entities"] if entity["kind"] == "slot"]
    if chosen and chosen[0] in shown:
        return offered[shown.index(chosen[0])]
    named = [entity for entity in state["reading"]["entities"] if entity["kind"] == "time"]
    matches = [slot for slot in offered if any(_is_meant(slot, entity) for entity in named)]
    return matches[0] if len(matches) == 1 else None


def on_the_day_under_discussion(value: TimeValue, said: str, offered: list[Slot]) -> TimeValue:
    """A bare hour ("a las 3") is meant on the day of the offered slots, where they are all of one day."""
    start = _instant(value["start"])
    days = {datetime.fromisoformat(slot["starts_at"]).date() for slot in offered}
    if value["type"] != "point" or value["grain"] in DAY_GRAINS or start is None or len(days) != 1 or names_a_day(said):
        return value
    [day] = days
    return {**value, "start": datetime.combine(day, start.timetz()).isoformat()}


def _is_meant(slot: Slot, entity: Entity) -> bool:
    """By its day and hour; by its hour alone only where the customer named no day."""
    value: TimeValue = entity["value"]
    start = _instant(value["start"])
    if _matches(slot, value):
        return True
    bare = value["type"] == "point" and value["grain"] not in DAY_GRAINS and not names_a_day(entity["text"])
    return bool(
        bare and start and _same_hour(datetime.fromisoformat(slot["starts_at"]).astimezone(start.tzinfo), start)
    )


def _matches(slot: Slot, value: TimeValue) -> bool:
    starts = datetime.fromisoformat(slot["starts_at"])
    start, end = _instant(value["start"]), _instant(value["end"])
    if value["type"] == "interval":
        return bool(start and end and start <= starts < end)
    if start is None:
        return False
    if value["grain"] in DAY_GRAINS:
        return start.date() == starts.astimezone(start.tzinfo).date()
    return start == starts


def _same_hour(starts: datetime, said: datetime) -> bool:
    """ "A las 3" picks the offered three o'clock, whatever day a bare hour was read as."""
    return (starts.hour, starts.minute) == (said.hour, said.minute)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
