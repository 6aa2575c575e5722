"""The routing table: which agents act, and which one leads.

In order: a person wanted, the answer to a pending action, the answer to an open question, the intents of the message,
the flow under way. Several intents are all served; one agent leads, the others only serve.
"""

from agents.inbound import asks
from agents.limits import above_limit
from agents.qualifier.recap import is_asked_for
from agents.quoter.about import is_about_quote
from agents.quoter.complexity import tells_of_quote
from agents.rivals import names_a_rival
from agents.router.answers import (
    accepts_beside,
    answer_to_pending,
    answers_what_was_asked,
    beside_an_answer,
    lays_aside,
    question_holder,
)
from agents.router.crew import beside_a_booking, lead_of, served_by, surely_served_by, with_, without_faint_business
from agents.router.escalate import LEAVES, is_angry, is_faint, is_given_up, is_lost, wants_person
from agents.router.event import event_of
from agents.router.go_on import goes_on, names_a_thing, orders_with_how, puts_right, tells_address
from agents.router.schema import Route
from agents.scheduler.who import is_asked_who
from agents.scheduler.whom import is_another_then, is_branch_of_booked, is_choosing_branch
from agents.scheduler.wish import insists
from agents.seller.where import asks_at_branch, comes_for_it, picks_branch
from agents.shared import is_wordless
from agents.state import State
from agents.wishes.by_car import tells_car
from commerce.packs.model import Pack

NOTHING_OPEN = {"question": None, "asking": None, "pending": None}
MISUNDERSTOOD_LIMIT = 3
INSISTED_LIMIT = 1
"""How often a person is offered to who insists on what was answered, before one is called."""


def route(state: State, pack: Pack) -> Route:
    if event := event_of(state):
        return event
    if is_wordless(state):
        return Route([])
    names = [guess["name"] for guess in state["reading"]["intents"]]
    return _to_a_person(state, pack, names) or _turned(state, pack, names) or _served(state, pack, names)


def _to_a_person(state: State, pack: Pack, names: list[str]) -> Route | None:
    reading = state["reading"]
    faint = (is_about_quote(state) and is_faint(state)) or is_another_then(state)
    if ((reading["reply"] == "human" or wants_person(names, pack)) and not faint) or above_limit(state, pack):
        return Route(["handoff", "qualifier"], "handoff")
    if is_angry(state, names):
        return with_("handoff", [agent for agent in served_by(names, pack) if agent == "responder"])
    if insists(state):
        return Route(["handoff", "qualifier"], "handoff")
    if is_lost(state) and state.get("misunderstood", 0) >= MISUNDERSTOOD_LIMIT - 1:
        return Route(["handoff"], "handoff")
    if state.get("insisted", 0) >= INSISTED_LIMIT and names == state.get("heard"):
        return Route(["handoff", "qualifier"], "handoff")
    return None


def _turned(state: State, pack: Pack, names: list[str]) -> Route | None:
    """What the customer says to the conversation itself: begin anew, go back, leave."""
    if "start_over" in names or (_drops_it(names) and not state.get("pending")):
        return Route([], None, {**NOTHING_OPEN, "flows": dict.fromkeys(state.get("flows", {}))})
    asks_more = asks(state) and bool(served_by(names, pack))  # "wait, before that: do you ship?" goes nowhere back
    if "go_back" in names and "give_information" not in names and not asks_more:
        return _back(state)
    if is_given_up(state):
        return Route(["handoff", "qualifier"], "handoff", {"question": None, "asking": None})
    if LEAVES & set(names) and not answers_what_was_asked(state) and state["reading"]["reply"] != "amend":
        return Route([])
    return None


def _served(state: State, pack: Pack, names: list[str]) -> Route:
    """The answer to what waits or was asked first, then what is wanted, then what is under way."""
    served = served_by(names, pack)
    if asks_at_branch(state, pack) or picks_branch(state, pack) or comes_for_it(state, pack):
        served = ["seller"]
    if is_another_then(state):
        served = list(dict.fromkeys(["scheduler", *served]))
    if is_choosing_branch(state, pack) or is_branch_of_booked(state, pack) or is_asked_who(state):
        served = ["scheduler"]
    if names_a_rival(state, pack):
        served = ["quoter"]
    if is_about_quote(state) or tells_of_quote(state, pack):
        served = ["quoter", *(agent for agent in surely_served_by(state, pack) if agent not in {"quoter", "seller"})]
    if is_asked_for(state):
        return Route(["qualifier"])
    asked_since = state.get("question") and not state["reading"]["reply"]
    if state.get("pending") and not asked_since and (answered := answer_to_pending(state, served, pack)):
        return answered
    if lays_aside(state, names, served) or accepts_beside(state, names):
        return Route(["qualifier"], None, {"question": None, "asking": None})
    if tells_address(state) or orders_with_how(state):
        served = [agent for agent in served if agent != "responder"]
    served = beside_a_booking(state, without_faint_business(state, served, pack, answers=answers_what_was_asked(state)))
    if holder := question_holder(state, served):
        return with_(holder, beside_an_answer(state, pack, served))
    if tells_car(state) and not state.get("flows") and not set(served) - {"qualifier"}:
        return with_("seller", [])
    if names_a_thing(state) and not set(served) - {"qualifier"}:
        return with_("seller", ["responder"] if asks(state) else [])
    if not served or puts_right(state, served):
        return goes_on(state, names)
    return with_(lead_of(served), served)


def _drops_it(names: list[str]) -> bool:
    """What is under way, and not an appointment that was booked."""
    return "cancel_flow" in names and "cancel_appointment" not in names


def _back(state: State) -> Route:
    """To the question before this one; what waits for a yes waits no longer."""
    trail = state.get("trail", [])
    if not trail:
        return Route([])
    last = trail[-1]
    update = {"question": last["question"], "asking": last["asking"], "pending": None, "trail": trail[:-1]}
    return Route([], None, {**update, "went_back": True})
