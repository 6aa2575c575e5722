"""The same answer twice in a row has not helped: a person is offered instead of a third."""

import hashlib
from collections.abc import Sequence

import orjson

from agents.composer.schema import Arranged
from agents.context import Context
from agents.outcome import Outcome
from agents.scheduler.offer import person_on_duty
from agents.state import State
from language.port import Act
from language.values import name

TELLS = frozenset({"answer", "not_found", "recommend", "products", "price", "prices", "no_product", "handle_objection"})
"""Kinds of acts that tell something, and that nobody wants to read twice."""


def told(acts: Sequence[Act]) -> str | None:
    """What these acts tell, as a digest that does not depend on the wording; None where they tell nothing."""
    telling = [[act["say"], act["values"]] for act in acts if act["kind"] in TELLS]
    return hashlib.sha256(orjson.dumps(telling, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16] if telling else None


def is_insisted_on(state: State, digest: str | None) -> bool:
    """Whether the last reply told just this, and the customer did not ask to hear it again."""
    said = {guess["name"] for guess in state["reading"]["intents"]}
    return digest is not None and digest == state.get("served") and "repeat" not in said


def instead(outcome: Outcome, state: State, context: Context, digest: str | None) -> Arranged:
    """Asks whether a person shall take over; where one was called already, says so."""
    person = name(person_on_duty(context).name)
    if state["turn"]["owner"] == "queue":
        waiting = outcome.say("hand_off", "still_waiting", "people", person=person)
        return Arranged([waiting], None, None, digest)
    asking = outcome.ask("person", "offer_person", flow="handoff", expects=["yes_no"], source="people", person=person)
    return Arranged([asking["act"]], asking["question"], asking["act"], digest, insisted=True)
