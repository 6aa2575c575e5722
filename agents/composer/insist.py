"""The same answer twice in a row has not helped: a person is offered instead of a third."""

import hashlib
from collections.abc import Sequence

import orjson

from agents.composer.schema import Arranged
from agents.context import Context
from agents.outcome import Outcome
from agents.responder.follow import leans, question_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from language.port import Act
from language.values import name
from language.words.numerals import tongue
from language.words.terms import stems

TELLS = frozenset({"answer", "not_found", "recommend", "products", "price", "prices", "price_span", "no_product",
                   "handle_objection", "stock"})  # fmt: skip
"""Kinds of acts that tell something, and that nobody wants to read twice."""

ASKED_OUTRIGHT = frozenset({"price", "stock"})


def told(acts: Sequence[Act]) -> str | None:
    """What these acts tell, as a digest that does not depend on the wording; None where they tell nothing."""
    telling = [[act["say"], act["values"]] for act in acts if act["kind"] in TELLS]
    return hashlib.sha256(orjson.dumps(telling, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16] if telling else None


def is_insisted_on(state: State, digest: str | None) -> bool:
    """Whether the last reply told just this, and the customer did not ask to hear it again.

    What a thing costs is told whenever it is asked for, though the last reply told it beside something else.
    """
    said = [guess["name"] for guess in state["reading"]["intents"]]
    if digest is None or digest != state.get("served") or "repeat" in said:
        return False
    return not ASKED_OUTRIGHT & set(said) or said == state.get("heard")


def asks_anew(state: State) -> list[str]:
    """What a question that goes on from the one before changes in it, as stems: "and with Alegra?"."""
    language, now = tongue(state["language"]), question_of(state)
    if not leans(now, language):
        return []
    before = next((m["text"] for m in reversed(state.get("recent", [])) if m["role"] == "client"), "")
    return [each for each in dict.fromkeys(stems(now, language)) if each not in stems(before, language)]


def tells_of(acts: Sequence[Act], words: Sequence[str], language: str) -> bool:
    """Whether what is told speaks of one of these words."""
    told = orjson.dumps([act["values"] for act in acts if act["kind"] in TELLS]).decode()
    return bool(set(words) & set(stems(told, tongue(language))))


def without_what_was_told(outcome: Outcome, acts: Sequence[Act]) -> list[Act]:
    """In the middle of business: a word instead of what was told before, and the rest."""
    rest = [act for act in acts if act["kind"] not in TELLS]
    return [outcome.say("noted", "told_already", "conversation"), *rest]


def unknown(outcome: Outcome, context: Context, acts: Sequence[Act]) -> list[Act]:
    """The same passage does not speak of what is asked now: that is not known."""
    rest = [act for act in acts if act["kind"] not in TELLS]
    return [outcome.say("not_found", "not_found", "people", person=name(person_on_duty(context).name)), *rest]


def instead(outcome: Outcome, state: State, context: Context, digest: str | None) -> Arranged:
    """Asks whether a person shall take over; where one was called already, says so."""
    person = name(person_on_duty(context).name)
    if state["turn"]["owner"] == "queue":
        waiting = outcome.say("hand_off", "still_waiting", "people", person=person)
        return Arranged([waiting], None, None, digest)
    asking = outcome.ask("person", "offer_person", flow="handoff", expects=["yes_no"], source="people", person=person)
    return Arranged([asking["act"]], asking["question"], asking["act"], digest, insisted=True)
