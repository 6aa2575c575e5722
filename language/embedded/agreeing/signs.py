"""What the learnt judgement goes by: words and letters, what the rules hear in their order, and how it is said."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from language.embedded.agreeing.heard import Heard
from language.embedded.intents.features import Parts, grams, words_of

PENDING = ("appointment.book", "appointment.cancel", "appointment.reschedule", "order.place", "quote.accept")
KINDS = (
    "bye", "cancels", "change", "contrast", "drop", "faint", "field", "filler", "hedge", "human", "keep", "leave",
    "no", "propose", "reason", "soft", "thing", "wait", "yes",
)  # fmt: skip
"""What words may tell a waiting action."""
_LOOKS = ("asks", "marked", "trails", "proposes", "parting", "wants")
_MOST_FRESH, _MOST_WORDS = 8, 24
WEIGHT = 0.3
"""Of a cue beside grams whose parts have a length of about 1; chosen by cross-validation."""
CUES = 4 * len(KINDS) + len(_LOOKS) + 4 + 4 + len(PENDING)


def parts_of(heard: Heard) -> Parts:
    """The words and pairs, the letter runs, and runs of up to three of what is told. To a cancellation the same words
    say another thing, so that there they stand a second time under names of their own."""
    told, runs, _ = grams(words_of(heard.text))
    order = [*_runs(_order(heard))]
    if heard.cancelling:
        told, order = [*told, *("c" + name for name in told)], [*order, *("c" + name for name in order)]
    return told, runs, order


def _order(heard: Heard) -> list[str]:
    """What each known phrase tells, and the words between as they are."""
    at = {hit.place: hit for hit in heard.hits}
    shapes = words_of(heard.text)
    order: list[str] = []
    place = 0
    while place < len(shapes):
        if place in at:
            order.append("K:" + at[place].told)
            place += at[place].size
            continue
        order.append("K:echo" if place in heard.echoed else shapes[place])
        place += 1
    return order


def _runs(order: Sequence[str]) -> Iterator[str]:
    framed = ["^", *order, "$"]
    yield from ("1" + one for one in order)
    yield from (f"2{one}|{two}" for one, two in pairwise(framed))
    yield from (f"3{one}|{two}|{three}" for one, two, three in zip(framed, framed[1:], framed[2:], strict=False))


def cues_of(heard: Heard) -> NDArray[np.float32]:
    """``CUES`` numbers from 0 to ``WEIGHT``."""
    said, size = heard.said, len(heard.words)
    told = [float(kind in said.told) for kind in KINDS]
    ends = [float(end == kind) for end in (said.first, said.last) for kind in KINDS]
    looks = [float(getattr(said, look)) for look in _LOOKS]
    fresh = len(said.fresh)
    sizes = [min(fresh / _MOST_FRESH, 1.0), min(size / _MOST_WORDS, 1.0), fresh / max(1, size), 1.0]
    done = [float(any(heard.done)), float(heard.reasoned), float(any(heard.done[:1])), float(any(heard.done[-1:]))]
    waits = [float(heard.pending == kind) for kind in PENDING]
    return np.array(
        [*told, *ends, *looks, *sizes, *done, *waits, *(heard.cancelling * each for each in told)], np.float32
    ) * (np.float32(WEIGHT))
