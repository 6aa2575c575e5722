"""What a wording states, in its order: the acts' values, and any other figure, address or source mark.

A customer's yes is bound to what was shown, so whatever the template shows must be shown whoever words it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from language.port import Act, Json, Voice
from language.values import is_tagged, render, tagged_in
from language.words.fold import plain

_MARK = r"\[\d+\]"
_ADDRESS = r"(?:https?://|www\.)\S*[^\s.,;:!?)]|\S+@\S*[^\s.,;:!?)]"
_FIGURE = r"\d(?:[\d.,:/-]*\d)?"
_SHORT = 40
"""Characters that a quoted word for a value has at most: "sin costo", "a convenir"."""
_BEFORE = 24
"""Characters before a figure in which a word that limits it stands."""
_LIMITS = re.compile(
    r"\b(?:(?P<from>desde|a partir|empieza\w*|arranca\w*|comienza\w*|from|start\w*|begin\w*)|"
    r"(?P<upto>hasta|maximo|up to|at most|maximum)|"
    r"(?P<about>aproximad\w*|alrededor|cerca|unos|unas|about|around|roughly|approximately)|"
    r"(?P<least>minimo|al menos|at least|minimum)|(?P<before>antes|before)|(?P<after>despues|after))\b"
)


class Stated(NamedTuple):
    """Figures with the word that limits each ("from", "about"), and what has none, each in its order.

    A name may pass a price, no price another.
    """

    figures: list[tuple[str, str | None]]
    others: list[str]

    def begins(self, whole: "Stated") -> bool:
        """Whether ``whole`` states just this first."""
        return self.figures == whole.figures[: len(self.figures)] and self.others == whole.others[: len(self.others)]


class Statements:
    """Finds what texts state, given the acts that they word."""

    def __init__(self, acts: Sequence[Act], voice: Voice) -> None:
        rendered = (render(_unquoted(act["values"]), voice["locale"], voice["timezone"]) for act in acts)
        texts = {plain(text).strip(" .") for values in rendered for text in _texts(values)}
        values = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True) if text)
        whole = rf"(?<!\w)(?<!\d[.,:])(?:{values})(?![.,:]?\d)(?!\w)|" if values else ""
        self._pattern = re.compile(f"{whole}{_MARK}|{_ADDRESS}|{_FIGURE}")

    def of(self, text: str) -> Stated:
        folded = plain(text)
        stated = Stated([], [])
        for match in self._pattern.finditer(folded):
            if any(char.isdigit() for char in match[0]):
                stated.figures.append((match[0], _limit(folded, match.start())))
            else:
                stated.others.append(match[0])
        return stated


def _limit(folded: str, start: int) -> str | None:
    """The nearest word of limits before the figure, in its own clause."""
    clause = re.split(r"[\d.,;:()!?]", folded[max(0, start - _BEFORE) : start])[-1]
    found = [match.lastgroup for match in _LIMITS.finditer(clause)]
    return found[-1] if found else None


def quotes(acts: Sequence[Act]) -> list[str]:
    """The business's own words that the acts carry: whole sentences, and no mere word for a value."""
    texts = (str(value["text"]) for act in acts for value in tagged_in(act["values"]) if value["$"] == "quoted")
    return [text for text in texts if _is_prose(text)]


def _is_prose(text: str) -> bool:
    return len(text) > _SHORT or text.strip().endswith((".", "?", "!"))


def _unquoted(value: Json) -> Json:
    """Without quoted prose and without times: their figures count one by one, and their words elsewhere."""
    if is_tagged(value):
        prose = value["$"] == "quoted" and _is_prose(str(value["text"]))
        return "" if prose or value["$"] in {"instant", "day"} else value
    if isinstance(value, dict):
        return {name: _unquoted(inner) for name, inner in value.items()}
    return [_unquoted(inner) for inner in value] if isinstance(value, list) else value


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
