"""From what the customer said to the time that is wished for."""

from datetime import datetime

from agents.scheduler.schema import Slot
from agents.state import State
from commerce.appointments.model import Wish
from language.port import TimeValue

DAY_GRAINS = {"day", "week", "month", "year"}


def times(state: State) -> list[TimeValue]:
    return [entity["value"] for entity in state["reading"]["entities"] if entity["kind"] == "time"]


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
    for entity in state["reading"]["entities"]:
        if entity["kind"] == "choice" and 0 <= int(entity["value"]) < len(offered):
            return offered[int(entity["value"])]
    named = times(state)
    matches = [slot for slot in offered if any(_matches(slot, value) for value in named)]
    return matches[0] if len(matches) == 1 else None


def _matches(slot: Slot, value: TimeValue) -> bool:
    starts = datetime.fromisoformat(slot["starts_at"])
    start, end = _instant(value["start"]), _instant(value["end"])
    if value["type"] == "interval":
        return bool(start and end and start <= starts < end)
    if start is None:
        return False
    if value["grain"] in DAY_GRAINS:
        return start.date() == starts.astimezone(start.tzinfo).date()
    return start == starts or _same_hour(starts.astimezone(start.tzinfo), start)


def _same_hour(starts: datetime, said: datetime) -> bool:
    """ "A las 3" picks the offered three o'clock, whatever day a bare hour was read as."""
    return (starts.hour, starts.minute) == (said.hour, said.minute)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
