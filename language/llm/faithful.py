"""Holding the model's wording against the templates': it may phrase, it may not add, drop, swap or ask again.

A customer's yes is bound to what was shown, so whatever the template shows must be shown whoever words it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from language.port import Act, Json, Voice
from language.values import render
from language.words.fold import plain

_MARK = r"\[\d+\]"
_ADDRESS = r"(?:https?://|www\.)\S*[^\s.,;:!?)]|\S+@\S*[^\s.,;:!?)]"
_FIGURE = r"\d(?:[\d.,:/-]*\d)?"
_SPARE = 80
"""Characters that a wording may have beyond twice the template's."""


def unfaithful(text: str, reference: str, acts: Sequence[Act], voice: Voice) -> str | None:
    """What is wrong with ``text`` as a wording of what ``reference`` words; None when nothing is."""
    if any(unicodedata.category(char) in {"Cc", "Cs", "Cn"} and char not in "\n\t" for char in text):
        return "unreadable"
    if len(text) > 2 * len(reference) + _SPARE:
        return "too long"
    if text.count("?") != reference.count("?"):
        return "asks otherwise"
    stated = _stated(acts, voice)
    same = _ordered(stated.findall(plain(text))) == _ordered(stated.findall(plain(reference)))
    return None if same else "states otherwise"


def _ordered(found: list[str]) -> tuple[list[str], list[str]]:
    """What has figures and what has none, each in its order: a name may pass a price, no price another."""
    figures = [text for text in found if any(char.isdigit() for char in text)]
    return figures, [text for text in found if text not in figures]


def _stated(acts: Sequence[Act], voice: Voice) -> re.Pattern[str]:
    """Finds what a wording states, in its order: the acts' values, and any other figure, address or mark."""
    texts = {plain(text).strip(" .") for act in acts for text in _texts(_rendered(act, voice))}
    values = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True) if text)
    whole = rf"(?<!\w)(?<!\d[.,:])(?:{values})(?![.,:]?\d)(?!\w)|" if values else ""
    return re.compile(f"{whole}{_MARK}|{_ADDRESS}|{_FIGURE}")


def _rendered(act: Act, voice: Voice) -> Json:
    return render(act["values"], voice["locale"], voice["timezone"])


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
