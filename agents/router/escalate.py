"""When a person shall see to it, whether or not one was asked for."""

from agents.asked import AS_CHOICES, HANDED_OVER, is_firm, is_in_vain, is_unclear, times_in_vain
from agents.router.crew import ASKS_TOO
from agents.state import State
from commerce.packs.model import Pack

LEAVES = {"goodbye", "opt_out", "abuse"}
ANGRY = -0.7
"""The mood from which a person shall see to it, whatever else was said."""


def wants_person(names: list[str], pack: Pack) -> bool:
    return any(pack.intents[name].route == "handoff" for name in names if name in pack.intents)


def is_faint(state: State) -> bool:
    return all(g["confidence"] < ASKS_TOO for g in state["reading"]["intents"] if g["name"] == "human")


def is_angry(state: State, names: list[str]) -> bool:
    """Whether the mood alone calls for a person; who finds it too dear is not angry.

    Who waits for one already is served what is surely wanted, and else told that the person is coming.
    """
    doubts = any(name.startswith("objection_") for name in names)
    unserved = state["turn"]["owner"] == "bot" or all(g["confidence"] < ASKS_TOO for g in state["reading"]["intents"])
    return state["reading"]["sentiment"] <= ANGRY and unserved and not LEAVES & set(names) and not doubts


def is_lost(state: State) -> bool:
    """Whether nothing at all was understood of what the customer wrote."""
    reading = state["reading"]
    return not reading["intents"] and not reading["entities"] and reading["reply"] in {None, "unclear"}


def is_given_up(state: State) -> bool:
    """Whether a question was put, put differently and put as choices, and still has no answer."""
    if is_in_vain(state) or is_unclear(state):
        return times_in_vain(state) >= HANDED_OVER
    return state.get("unanswered", 0) >= AS_CHOICES and _wishes_the_same(state)


def _wishes_the_same(state: State) -> bool:
    """Whether nothing but the wish is said once more to a choice that is put: "I said I want it"."""
    question, reading = state.get("question"), state["reading"]
    names = [guess["name"] for guess in reading["intents"]]
    chooses = is_firm(question) and question is not None and bool(question["choices"])
    return chooses and bool(names) and not reading["entities"] and set(names) & set(state.get("heard", [])) != set()
