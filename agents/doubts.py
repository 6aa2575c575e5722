"""What becomes of a customer's doubts: they go on, they leave over them, or the doubts stay."""

from typing import Literal

from agents.due import is_event, silence_of
from agents.outcome import Outcome
from agents.state import State, kept
from language.port import Act

WENT_ON = frozenset(
    {
        "offer_slots", "confirm_booking", "booked", "show_quote", "quote_accepted", "confirm_order", "ordered",
        "confirm_reschedule",
    }
)  # fmt: skip
"""Wordings of a step that only a customer who goes on gets to see."""
LEFT = frozenset({"goodbye", "opt_out"})


def doubted(outcome: Outcome, state: State, kind: str) -> None:
    """Notes a doubt as open; the same one, when it was open already, persists."""
    standing = kept(state, "doubts")
    if kind in standing:
        outcome.write("objection.settle", kinds=[kind], outcome="persists")
    outcome.remember(doubts={**standing, kind: state["turn"]["seq"]})


def settle_doubts(outcome: Outcome, state: State, acts: list[Act]) -> None:
    """Settles the doubts of earlier turns by what this turn came to."""
    standing = kept(state, "doubts")
    earlier = sorted(kind for kind, turn in standing.items() if turn < state["turn"]["seq"])
    became = _became(state, acts)
    if not earlier or became is None:
        return
    outcome.write("objection.settle", kinds=earlier, outcome=became)
    outcome.remember(doubts={kind: turn for kind, turn in standing.items() if kind not in earlier})


def _became(state: State, acts: list[Act]) -> Literal["overcome", "lost"] | None:
    if silence_of(state) == "end":
        return "lost"
    if is_event(state):
        return None
    if WENT_ON & {act["say"] for act in acts}:
        return "overcome"
    return "lost" if LEFT & {guess["name"] for guess in state["reading"]["intents"]} else None
