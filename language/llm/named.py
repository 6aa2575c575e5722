"""What acts name: the values whose words a wording must say as they are, and the business's own sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence

from language.llm.phrases import is_plain_talk
from language.port import Act, Json
from language.values import is_tagged, tagged_in
from language.words.fold import plain

_SHORT = 40
"""Characters that a quoted word for a value has at most: "sin costo", "a convenir"."""
_CAPITALS = re.compile(r"(?<!\w)[A-ZÁÉÍÓÚÑ][\w.]*(?: (?:de |y )?[A-ZÁÉÍÓÚÑ][\w.]*)+|(?<=\w )[A-ZÁÉÍÓÚÑ]\w+")
"""Names within a phrase."""
_WHERE = frozenset({"mode", "branch", "place"})
"""Keys of acts under which a place is named."""
_VALUED = {"money", "quantity", "percent", "phone", "email", "url", "instant", "day", "reference"}
"""Tagged values that are read as figures, in whatever form they are said."""


def quotes(acts: Sequence[Act]) -> list[str]:
    """The business's own words that the acts carry: whole sentences, and no mere word for a value."""
    texts = (str(value["text"]) for act in acts for value in tagged_in(act["values"]) if value["$"] == "quoted")
    return [text for text in texts if _is_prose(text)]


def _is_prose(text: str) -> bool:
    return len(text) > _SHORT or text.strip().endswith((".", "?", "!"))


def names_in(value: Json, language: str) -> Json:
    """Without prose, the business's or the house's, and without what is read as figures: those count one by one."""
    if is_tagged(value):
        return "" if value["$"] in _VALUED or _is_worded(value, language) else value
    if isinstance(value, str):
        names = _CAPITALS.findall(value)
        return names if is_plain_talk(plain(_CAPITALS.sub(" ", value)), language) else value
    if isinstance(value, dict):
        return {name: names_in(inner, language) for name, inner in value.items()}
    return [names_in(inner, language) for inner in value] if isinstance(value, list) else value


def people_in(acts: Sequence[Act]) -> frozenset[str]:
    """Who is named: whoever does something may not change places with another."""
    named = (value for act in acts for key, value in act["values"].items() if key != "company" and is_tagged(value))
    return frozenset(plain(str(value["text"])) for value in named if value["$"] == "name")


def places_in(acts: Sequence[Act]) -> frozenset[str]:
    """Where something is done: a branch named beside who does it can be taken for no person."""
    named = (value for act in acts for key, value in act["values"].items() if key in _WHERE and is_tagged(value))
    return frozenset(plain(str(value["text"])) for value in named if value["$"] == "name")


def _is_worded(value: Mapping[str, Json], language: str) -> bool:
    """Whether the tagged value is prose, or a choice in common words: "home delivery"."""
    text = str(value.get("text", ""))
    if value["$"] == "quoted":
        return _is_prose(text)
    return value["$"] == "name" and text == text.lower() and is_plain_talk(plain(text), language, least=2)


def lengths_in(value: Json) -> Iterator[int]:
    """How many there are of what is listed: "two options" counts the message's own."""
    if isinstance(value, list):
        yield len(value)
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from lengths_in(inner)


def texts_in(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
