"""A list without figures, "an oil filter and brake pads": where each thing of it begins."""

from itertools import chain, pairwise

from agents.context import Context
from agents.inbound import written
from agents.state import State
from agents.topic import surely_named
from agents.wishes.narrow import OUTRIGHT, found
from commerce.catalogue.words import fold, joints, words_of


def lists_things(state: State, context: Context) -> bool:
    """Whether it names several things one after the other, and says nothing else."""
    return not state["reading"]["intents"] and "?" not in written(state) and bool(later_things(state, context))


def later_things(state: State, context: Context) -> list[int]:
    """Where the second thing of the list begins, and each that follows; none where it is no list."""
    text = written(state)
    cuts = [at for at in joints(text) if not _is_within_a_name(at, state, context)]
    things = [start for start, end in pairwise([0, *cuts, len(text)]) if _is_thing(start, end, state, context)]
    return things[1:]


def _is_thing(start: int, end: int, state: State, context: Context) -> bool:
    """Whether a thing is named there, or all that it says is words of the catalogue."""
    named = surely_named(state)
    if any(start <= entity["start"] and entity["end"] <= end for entity in named):
        return True
    piece = written(state)[start:end]
    return piece[:1] != "," and bool(found(piece, None, state, context, OUTRIGHT))


def _is_within_a_name(at: int, state: State, context: Context) -> bool:
    """Whether the name of one thing goes on over the joint: "alignment and balancing"."""
    text, catalogue = written(state), context.desk.catalogue
    around = _around(text, at)
    spanning = [e for e in state["reading"]["entities"] if e["kind"] == "product" and e["start"] < at < e["end"]]
    items = [catalogue.item(str(entity["value"])) for entity in spanning if catalogue.knows(str(entity["value"]))]
    names = [name for item in items for name in (*item.name.values(), *chain(*item.synonyms.values()))]
    return any(around in fold(name) for name in names)


def _around(text: str, at: int) -> str:
    """The joint with the words that stand before and after it."""
    before, after = words_of(text[:at]), words_of(text[at:])
    return " ".join([*before[-1:], *after[:2]])
