"""How long the open question has gone without an answer, and what that leads to: other words, choices, a person."""

from datetime import datetime

from agents.outcome import now_of
from agents.state import Fact, State
from language.port import Act, Question

BUSINESS = frozenset({"book", "reschedule", "cancel", "quote", "order"})
"""Flows whose questions must be answered for them to go on; any other question is let go."""
OFFERS = frozenset({"offer", "buy", "next_step", "person"})
"""Questions that a plain no lays aside."""
_LOOSE = OFFERS | {"reference"}
"""Questions that nothing under way depends on, whatever their flow."""
DIFFERENTLY, AS_CHOICES, HANDED_OVER = 1, 2, 3
"""What a question becomes after so many turns that gave it nothing."""

_MOVES_ON = frozenset({"product", "quantity", "time", "vehicle", "area", "address"})
"""What business is made of: who names it has given something, though not what was asked."""
_SAYS_NOTHING = frozenset({"affirm", "deny", "skip", "give_information", "correct"})
"""Intents of a message that wants nothing else."""


def is_firm(question: Question | None) -> bool:
    """Whether the piece of business under way cannot go on without an answer."""
    return bool(question and question["flow"] in BUSINESS and question["slot"] not in _LOOSE)


def has_lapsed(asking: Act | None, state: State) -> bool:
    """Whether something that the question shows may no longer be said: its facts have expired."""
    known, now = state.get("fact_ledger", {}), now_of(state)
    return any(_has_expired(known.get(fact), now) for fact in (asking["facts"] if asking else []))


def _has_expired(fact: Fact | None, now: datetime) -> bool:
    """One that is not kept any more has, too."""
    return fact is None or bool(fact["expires"] and datetime.fromisoformat(fact["expires"]) <= now)


def is_in_vain(state: State) -> bool:
    """Whether this message neither answers the open question nor wants anything else."""
    question = state.get("question")
    inbound = state["turn"]["inbound"]
    if not is_firm(question) or any(each["kind"] == "event" or each["data"].get("transfer") for each in inbound):
        return False
    assert question is not None
    reading = state["reading"]
    found = {entity["kind"] for entity in reading["entities"]}
    given = found & ({question["slot"], *question["expects"], *_MOVES_ON} - {"yes_no"})
    return not given and {guess["name"] for guess in reading["intents"]} <= _SAYS_NOTHING


def times_in_vain(state: State) -> int:
    """Turns in a row that gave the open question, or the action that waits, nothing; with this one."""
    return state.get("unanswered", 0) + (is_in_vain(state) or is_unclear(state) or _is_put_again(state))


def _is_put_again(state: State) -> bool:
    """Whether the very same choice has to be put again to a message that was meant for it: "I want it".

    Times have a count of their own, by the hour that is refused.
    """
    question = state.get("question")
    if question and question["slot"] == "slot":
        return False
    asked_again = [asking for asking in state.get("questions", []) if asking["question"] == question]
    return bool(question and question["choices"] and is_firm(question) and asked_again)


def is_unclear(state: State) -> bool:
    """Whether an action waits and the message says neither yes nor no nor anything else."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    return bool(state.get("pending")) and state["reading"]["reply"] == "unclear" and names <= _SAYS_NOTHING
