"""What each word of a reply says to the action that waits: "la quiero" accepts an order, and keeps an appointment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from language.embedded.data import load, words
from language.embedded.phrasebook import Hit, Phrasebook

ANYTHING = "yes_no"
"""What waits is no action, but an answer to a yes-or-no question."""

_MADE = ("book", "reschedule", ANYTHING)
_SENSES: Mapping[str, Sequence[tuple[str, str]]] = {
    "yes_book": [(name, "yes") for name in _MADE],
    "yes_order": [(name, "yes") for name in ("order", "cart", ANYTHING)],
    "yes_quote": [(name, "yes") for name in ("quote", ANYTHING)],
    "yes_look": [("quote", "soft"), ("", "yes")],
    "yes_move": [("reschedule", "yes"), ("", "change")],
    "yes_cancel": [("cancel", "cancels"), ("", "drop")],
    "yes_take": [("cancel", "keep"), ("", "yes")],
    "attend": [("cancel", "keep"), ("", "soft")],
    "going": [("cancel", "keep")],
    "leave": [("cancel", "keep"), ("", "leave")],
    "cannot": [("cancel", "reason"), ("", "no")],
    "cannot_old": [("reschedule", "soft"), ("", "no")],
    "not_keep": [("cancel", "reason"), ("", "drop")],
    "no_cancel": [("cancel", "keep"), ("", "hedge")],
    "regret": [("cancel", "soft"), ("reschedule", "soft")],
    "wish": [("cancel", "thing"), ("", "soft")],
    "of_book": [("cancel", "thing"), *((name, "soft") for name in _MADE)],
    "of_order": [(name, "soft") for name in ("order", "cart", ANYTHING)],
    "of_quote": [(name, "soft") for name in ("quote", ANYTHING)],
    "of_estimate": [("cancel", "thing"), *((name, "soft") for name in ("quote", *_MADE))],
    "of_move": [("reschedule", "soft"), (ANYTHING, "soft")],
    "of_cancel": [("cancel", "soft")],
}
"""For a kind of words, what it tells by what the waiting action is called; a kind that is not here always tells
itself, and where no name fits the words tell nothing that is known: "book it" to an order."""

CANCELLING = ("cancel", "anul", "elimin", "borr", "quit", "remov", "delet", "eras")
_DONE = frozenset({"yes_book", "yes_order", "yes_quote", "yes_move", "yes_cancel"})
_AGREED = frozenset({"yes", "yes_take"})
_PERFORMS = frozenset(words("reply_performs"))

_CHOICE = re.compile(r"\(([^()]*)\)")


def spelt(entry: str) -> Iterator[str]:
    """The entries that one with choices stands for: "see (you|ya)" is two."""
    choice = _CHOICE.search(entry)
    if choice is None:
        yield " ".join(entry.split())
        return
    for part in choice.group(1).split("|"):
        yield from spelt(entry[: choice.start()] + part + entry[choice.end() :])


@lru_cache(maxsize=1)
def entries() -> Mapping[str, Sequence[str]]:
    """The words and phrases of each kind, without choices. Of two kinds with the same entry the first one counts: the
    file goes from doubt over refusal to agreement."""
    return {kind: sorted({one for entry in told for one in spelt(entry)}) for kind, told in load("replies").items()}


@lru_cache(maxsize=1)
def book() -> Phrasebook[str]:
    return Phrasebook((entry, kind) for kind, told in entries().items() for entry in told)


def hits(words: Sequence[str], pending: str) -> list[Hit[str]]:
    """What the words tell this action, in their order."""
    return [hit._replace(told=told) for hit in book().cover(words) if (told := _sense(hit.told, pending))]


def performs(said: Sequence[str], pending: str) -> bool:
    """Whether they do what waits in so many words: "agéndela", "I accept"; a bare "sí" does not."""
    return any(_performs(hit, said, pending) for hit in book().cover(said))


def _performs(hit: Hit[str], said: Sequence[str], pending: str) -> bool:
    if hit.told == "drop":
        return "cancel" in pending and said[hit.place].startswith(CANCELLING)
    told = hit.told in _DONE or (hit.told in _AGREED and said[hit.place] in _PERFORMS)
    return told and _sense(hit.told, pending) in {"yes", "cancels"}


def _sense(kind: str, pending: str) -> str | None:
    senses = _SENSES.get(kind)
    if senses is None:
        return kind
    return next((told for name, told in senses if name in pending), None)
