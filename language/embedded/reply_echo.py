"""What a reply names of the action that was shown: "el sábado a las diez, confírmelo" repeats it, and changes nothing.

Only what agrees in every part that is named repeats it; any other value stays one that could change the action.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from language.embedded.data import words
from language.embedded.text import Text, plain_of
from language.port import Entity, Shown, TimeValue

_WEEK = 7
_NOON = 12
_HUNDRED = 100
_LONGEST_PART = timedelta(hours=14)
"""A part of a day; "next week" repeats no day in it."""
_GRAINS = {"day": "%Y-%m-%d", "hour": "%Y-%m-%d %H", "minute": "%Y-%m-%d %H:%M"}
_NAMED = frozenset({"name", "quoted", "reference", "address", "email", "phone"})
_LEAST_LETTERS = 3
_NUMBER = re.compile(r"\d+")
_ANOTHER = frozenset(words("reply_another_day"))
_HOUR_ALONE = re.compile(words("reply_hour_alone")[0])
_FROM = frozenset(words("reply_from"))

Place = int
"""Of a token in its text."""


def echoed(text: Text, entities: Sequence[Entity], shown: Shown | None, now: datetime) -> frozenset[Place]:
    """The tokens that repeat what was shown, or tell of a time that has passed; none where nobody knows what was.

    ``now`` is in the customer's own time zone.
    """
    if not shown:
        return frozenset()
    said = {place for each in entities if _repeats(text, each, shown, now) for place in _places(text, each)}
    names = _words_in(shown["values"])
    named = {place for place, token in enumerate(text.tokens) if token.word in names}
    return frozenset(said | named)


def without(text: Text, entities: Sequence[Entity], places: frozenset[Place]) -> list[Entity]:
    """The entities of which some word repeats nothing."""
    return [each for each in entities if not set(_places(text, each)) <= places]


def _places(text: Text, found: Entity) -> Iterator[Place]:
    yield from (at for at, token in enumerate(text.tokens) if found["start"] < token.end and token.start < found["end"])


def _repeats(text: Text, found: Entity, shown: Shown, now: datetime) -> bool:
    match found["kind"]:
        case "time":
            return _is_past(found["value"], now) or _is_shown_time(text, found, shown, now)
        case "money":
            return found["value"]["minor"] in _amounts(shown["values"])
        case "quantity":
            return found["value"] in _figures(shown["values"])
        case _:
            return False


def _is_past(value: TimeValue, now: datetime) -> bool:
    """Nobody moves an appointment to yesterday."""
    if value["start"] is None or "every" in value or (value["type"] == "interval" and value["end"] is None):
        return False
    lasts = timedelta(days=1) if value["type"] == "point" and value["grain"] == "day" else timedelta()
    return datetime.fromisoformat(value["end"] or value["start"]) + lasts <= now


def _is_shown_time(text: Text, found: Entity, shown: Shown, now: datetime) -> bool:
    if any(_is_named(found, at.astimezone(now.tzinfo)) for at in _instants(shown["values"])):
        return True
    before = [token.word for token in text.tokens if token.end <= found["start"]]
    opens = [token.word for token in text.tokens if token.start == found["start"]]
    if _FROM.isdisjoint([*before[-1:], *opens]):
        return False
    return any(_is_named(found, at.astimezone(now.tzinfo)) for at in _instants(shown["before"]))


def _is_named(found: Entity, at: datetime) -> bool:
    """Whether the words name this time: as they are read, its weekday without any date, or its hour alone."""
    value: TimeValue = found["value"]
    said = plain_of(found["text"])
    if not _ANOTHER.isdisjoint(said.split()):
        return _holds(value, at, days=0)
    readings = [value, *value.get("alternatives", ())]
    if any(_holds(reading, at, days=0) for reading in readings):
        return True
    numbers = {int(each) for each in _NUMBER.findall(said)}
    if not numbers <= {at.day, at.hour, (at.hour - 1) % _NOON + 1, at.minute}:
        return False
    if _HOUR_ALONE.fullmatch(said):
        return any(_clock(reading) == (at.hour, at.minute) for reading in readings)
    return any(_holds(reading, at, days=_days_between(reading, at)) for reading in readings)


def _holds(value: TimeValue, at: datetime, days: int) -> bool:
    """Whether the time, moved by ``days``, is this one as far as it is named."""
    if value["start"] is None or "every" in value:
        return False
    start = datetime.fromisoformat(value["start"]) + timedelta(days=days)
    if value["type"] == "interval":
        end = datetime.fromisoformat(value["end"]) + timedelta(days=days) if value["end"] else None
        return end is not None and start <= at < end <= start + _LONGEST_PART
    form = _GRAINS.get(value["grain"])
    return form is not None and start.strftime(form) == at.strftime(form)


def _days_between(value: TimeValue, at: datetime) -> int:
    """To the same weekday in the week of ``at``; 0 where it is another weekday."""
    if value["start"] is None:
        return 0
    days = (at.date() - datetime.fromisoformat(value["start"]).date()).days
    return days if days % _WEEK == 0 else 0


def _clock(value: TimeValue) -> tuple[int, int] | None:
    if value["type"] != "point" or value["start"] is None or value["grain"] not in {"hour", "minute"}:
        return None
    start = datetime.fromisoformat(value["start"])
    return start.hour, start.minute


def _instants(values: Sequence[Mapping[str, Any]]) -> Iterator[datetime]:
    yield from (datetime.fromisoformat(each["at"]) for each in values if each["$"] == "instant")


def _amounts(values: Sequence[Mapping[str, Any]]) -> set[int]:
    return {each["minor"] for each in values if each["$"] == "money"}


def _figures(values: Sequence[Mapping[str, Any]]) -> set[int]:
    """Amounts without their sign, and the count where there is but one: of two, nobody knows which is meant."""
    whole = {minor // _HUNDRED for minor in _amounts(values) if minor % _HUNDRED == 0}
    counts = {each["count"] for each in values if each["$"] == "quantity"}
    return whole | (counts if len(counts) == 1 else set())


def _words_in(values: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The words of the names that were shown; short ones are in too many messages."""
    said = (word for each in values if each["$"] in _NAMED for word in re.findall(r"\w+", plain_of(each["text"])))
    return frozenset(word for word in said if len(word) >= _LEAST_LETTERS)
