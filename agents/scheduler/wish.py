"""From what the customer said to the time that is wished for."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from agents.outcome import now_of
from agents.scheduler.schema import Booking, Slot
from agents.state import State, kept
from commerce.appointments.model import Recurring, Wish
from language.port import Entity, Recurrence, TimeValue
from language.words.days import names_a_day, names_only_a_weekday
from language.words.people import says_same_hour

LONG_GRAINS = {"week", "month", "quarter", "year"}
DAY_GRAINS = {"day", *LONG_GRAINS}
REFUSED_AT_MOST = 3
"""The refusal of one and the same hour that comes with choices; after it a person sees to it."""


def times(state: State, offered: list[Slot] | None = None) -> list[TimeValue]:
    """The times that the message names; "last week" tells of the past and is no wish."""
    found = [entity for entity in state["reading"]["entities"] if entity["kind"] == "time"]
    named = [on_the_day_under_discussion(entity["value"], entity["text"], offered or []) for entity in found]
    if _is_asked_for(state):
        return named
    return [value for value in named if not _tells_of_the_past(value, now_of(state))]


def says_the_same_hour(state: State) -> bool:
    """Whether another day is wished for, at the hour that was spoken of."""
    said = any(says_same_hour(message["text"]) for message in state["turn"]["inbound"])
    return said and any(entity["kind"] == "time" for entity in state["reading"]["entities"])


def _is_asked_for(state: State) -> bool:
    """Whether a time was asked for: then a past one is a wish all the same, to be told so."""
    question = state.get("question")
    return bool(question and question["slot"] == "slot")


def is_past(wish: Wish, now: datetime) -> bool:
    """Whether the day or the hours that are wished for are over. ``now`` on the customer's clock."""
    return bool((wish.day and wish.day < now.date()) or (wish.latest and wish.latest <= now))


def insists(state: State) -> bool:
    """Whether an hour that was refused so often that choices were shown is wished for once more."""
    booking = kept(state, "book")
    refused = booking.get("refused")
    if not refused or refused["times"] < REFUSED_AT_MOST:
        return False
    wish = wish_of(times(state, booking.get("offered", [])))
    return wish.exact is not None and wish.exact == _instant(refused["at"])


def count_refusal(booking: Booking, wish: Wish) -> int:
    """How often this very hour was refused in a row; with this time, which is kept."""
    assert wish.exact is not None
    before = booking.get("refused")
    again = before is not None and _instant(before["at"]) == wish.exact
    booking["refused"] = {"at": wish.exact.isoformat(), "times": before["times"] + 1 if before and again else 1}
    return booking["refused"]["times"]


def _tells_of_the_past(value: TimeValue, now: datetime) -> bool:
    start, end = _instant(value["start"]), _instant(value["end"])
    if value["type"] == "interval":
        return bool(end and end < now)
    return bool(start and start < now and value["grain"] in LONG_GRAINS)


def wish_of(values: list[TimeValue]) -> Wish:
    """The wish in the times that were named, the first before the others; an open wish when none was.

    Days that are left out ("not on Tuesday") say nothing more beside a time that was named ("Thursday then").
    """
    named = [value for value in values if "every" not in value] or values
    if not named:
        return Wish()
    first, *others = (_wish(value) for each in named for value in (each, *each.get("alternatives", [])))
    return replace(first, others=tuple(others))


def _wish(value: TimeValue) -> Wish:
    start, end = _instant(value["start"]), _instant(value["end"])
    if "every" in value:
        return Wish(recurring=_recurring(value["every"]))
    if value["type"] == "interval" or (value["grain"] == "second" and start):
        return Wish(earliest=start, latest=end)
    if value["grain"] in LONG_GRAINS and start:
        return Wish(earliest=start, latest=_end_of(value["grain"], start))
    if value["grain"] in DAY_GRAINS:
        return Wish(day=start.date() if start else None, part=value["part"])
    return Wish(exact=start)


def _recurring(every: Recurrence) -> Recurring:
    opens, closes = (time.fromisoformat(at) if at else None for at in (every["opens"], every["closes"]))
    first, last = (date.fromisoformat(day) if day else None for day in (every["first"], every["last"]))
    return Recurring(frozenset(every["weekdays"]), opens, closes, first, last)


def _end_of(grain: str, start: datetime) -> datetime:
    """Where the week, month, quarter or year that lies around ``start`` ends, on the wall clock."""
    day = start.replace(hour=0, minute=0, second=0)
    if grain == "week":
        return day + timedelta(days=7 - day.weekday())
    size = {"month": 1, "quarter": 3, "year": 12}[grain]
    count = (day.year * 12 + day.month - 1) // size * size + size
    return day.replace(year=count // 12, month=count % 12 + 1, day=1)


def picked(state: State, offered: list[Slot]) -> Slot | None:
    """The slot that the message picks: by its place in the list that was shown, or by its hour or day alone.

    ``offered`` are those that are still to come: of the list that was shown, some may be over.
    """
    question = state.get("question")
    shown = question["choices"] if question and question["slot"] == "slot" else []
    chosen = [entity["value"] for entity in state["reading"]["entities"] if entity["kind"] == "slot"]
    if chosen and chosen[0] in shown:
        listed: list[Slot] = kept(state, "book").get("offered") or offered
        slot = listed[shown.index(chosen[0])]
        return slot if slot in offered else None
    named = [entity for entity in state["reading"]["entities"] if entity["kind"] == "time"]
    others = [other for entity in named for other in _other_readings(entity)]
    for readings in (named, others, [near for entity in named for near in _same_weekday(entity)]):
        matches = [slot for slot in offered if any(_is_meant(slot, entity) for entity in readings)]
        if matches:
            return matches[0] if len(matches) == 1 else None
    return None


def _other_readings(entity: Entity) -> list[Entity]:
    value: TimeValue = entity["value"]
    return [{**entity, "value": other} for other in value.get("alternatives", [])]


def _same_weekday(entity: Entity) -> list[Entity]:
    """ "Monday at nine", said on a Monday, is the Monday that was offered and not the one after it."""
    value: TimeValue = entity["value"]
    start = _instant(value["start"])
    if start is None or value["type"] == "interval" or not names_only_a_weekday(entity["text"]):
        return []
    moved = [(start + timedelta(days=days)).isoformat() for days in (-7, 7)]
    return [{**entity, "value": {**value, "start": at}} for at in moved]


def on_the_day_under_discussion(value: TimeValue, said: str, offered: list[Slot]) -> TimeValue:
    """A bare hour ("a las 3") is meant on the day of the offered slots, where they are all of one day."""
    start = _instant(value["start"])
    days = {datetime.fromisoformat(slot["starts_at"]).date() for slot in offered}
    if value["type"] != "point" or value["grain"] in DAY_GRAINS or start is None or len(days) != 1 or names_a_day(said):
        return value
    [day] = days
    moved: TimeValue = {**value, "start": datetime.combine(day, start.timetz()).isoformat()}
    if "alternatives" in value:
        moved["alternatives"] = [on_the_day_under_discussion(other, said, offered) for other in value["alternatives"]]
    return moved


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
    if "every" in value:
        return start is not None and _comes_again(value["every"], starts.astimezone(start.tzinfo))
    if value["type"] == "interval":
        return bool(start and end and start <= starts < end)
    if start is None:
        return False
    if value["grain"] in DAY_GRAINS:
        return start.date() == starts.astimezone(start.tzinfo).date()
    return start == starts


def _comes_again(every: Recurrence, starts: datetime) -> bool:
    day, at = starts.date().isoformat(), f"{starts:%H:%M}"
    opens, closes = every["opens"] or "00:00", every["closes"] or "24:00"
    within = (every["first"] or day) <= day <= (every["last"] or day)
    return starts.weekday() in every["weekdays"] and within and (opens <= at < closes or opens == at == closes)


def _same_hour(starts: datetime, said: datetime) -> bool:
    """ "A las 3" picks the offered three o'clock, whatever day a bare hour was read as."""
    return (starts.hour, starts.minute) == (said.hour, said.minute)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
