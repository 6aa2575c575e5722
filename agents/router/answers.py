"""What a message says to the question that stands open, or to the action that waits for a yes."""

from agents.asked import OFFERS, is_firm
from agents.inbound import asks
from agents.router.crew import ASKS_TOO, HOLDERS, crew_of, lead_of, with_
from agents.router.schema import Route
from agents.state import Pending, State, kept
from commerce.packs.model import Pack
from language.words.sentences import utterances

CHANGES = {
    "scheduler": {"time", "slot", "email", "phone", "customer_name", "address"},
    "quoter": {
        "product", "quantity", "span", "area", "vehicle", "discount", "coupon", "counter_offer", "edit", "odd_quantity",
    },
    "seller": {"product", "quantity", "span", "address", "customer_name"},
}  # fmt: skip
"""What in a message can change an action that waits, by the agent that proposed it."""

CORRECTS = {"change_address"}
"""What says that the waiting action is not right, and may ask for what is."""

HOW = {"pickup", "delivery"}
"""Intents that ask how something is had, or say how it shall be."""

WISHED = 0.6
"""How sure a wish for an appointment must be to be followed up beside what waits for a yes."""

NAMED_BY_OTHERS = {"product", "quantity", "area", "money"}


def answer_to_pending(state: State, served: list[str], pack: Pack) -> Route | None:
    """What the message says to the action that waits for a yes."""
    pending = state["pending"]
    assert pending is not None
    reply = state["reading"]["reply"]
    if reply == "amend" and _begins_a_booking(state, pending["agent"], pack):
        return with_("scheduler", [agent for agent in served if agent != pending["agent"]])
    if reply in {"approve", "reject"} and (other := _left_waiting(state, pending)):
        return with_(other, [pending["agent"]])  # what was begun beside it goes on
    if reply in {"approve", "reject"} or (reply == "amend" and _changes(state, pending["agent"])):
        beside = beside_an_answer(state, pack, served) if reply == "amend" else served
        return with_(pending["agent"], beside if reply != "reject" else [])
    if reply == "unclear" and not served:
        return Route([])
    if CORRECTS & {guess["name"] for guess in state["reading"]["intents"]}:
        return with_(lead_of(served), served)
    talks = [guess["name"] for guess in state["reading"]["intents"]] == ["chitchat"]  # "it's hot today" wishes no time
    if not served and not talks and "time" in {entity["kind"] for entity in state["reading"]["entities"]}:
        served = ["scheduler"]
    others = [agent for agent in served if agent != pending["agent"]]
    if "scheduler" in others and _wants_a_visit(state):
        return with_("scheduler", others)  # its question is put, and what waits is asked about after it
    if pending["agent"] in served:
        return with_(pending["agent"], others)
    return Route(crew_of(others), None)


def _wants_a_visit(state: State) -> bool:
    return any(guess["name"] == "book" and guess["confidence"] >= WISHED for guess in state["reading"]["intents"])


def _left_waiting(state: State, pending: Pending) -> str | None:
    """Whose booking was begun in the same breath as the action that is settled now, and waits for its next question."""
    begun = "book" in state.get("flows", {}) and "chosen" in kept(state, "book")
    return "scheduler" if begun and pending["agent"] != "scheduler" else None


def _begins_a_booking(state: State, agent: str, pack: Pack) -> bool:
    """ "I want to book an inspection for Friday" changes no quote, though an inspection could stand in one."""
    sure = [g["name"] for g in state["reading"]["intents"] if g["confidence"] >= ASKS_TOO and g["name"] in pack.intents]
    found = {entity["kind"] for entity in state["reading"]["entities"]}
    return agent != "scheduler" and "time" in found and any(pack.intents[n].route == "scheduler" for n in sure)


def _changes(state: State, agent: str) -> bool:
    """Whether the message names something that the waiting action is made of, or takes it back in so many words."""
    found = {entity["kind"] for entity in state["reading"]["entities"]}
    return bool(found & CHANGES[agent]) or not found


def question_holder(state: State, served: list[str]) -> str | None:
    """The agent whose open question this message answers.

    What was asked for outranks everything; a yes, a no or free words answer only where nothing else was said.
    """
    question = state.get("question")
    if not question:
        return None
    beside = {"qualifier"} if question["slot"] in OFFERS else {"qualifier", "responder"}
    alone = not set(served) - {*beside, HOLDERS[question["flow"]]}
    if _has_what_was_asked(state, alone):
        return HOLDERS[question["flow"]]
    names = {guess["name"] for guess in state["reading"]["intents"]}
    expected = set(question["expects"])
    if tells_how(state):
        return HOLDERS[question["flow"]]
    if names & expected and (not asks(state) or _tells_beside(state, names)):
        # "I'll pick it up" answers how it is to be delivered
        return HOLDERS[question["flow"]]
    answers = {"give_information"} if "text" in expected else set()
    answers |= {"affirm", "deny", "skip"} if "yes_no" in expected else {"skip"}
    return HOLDERS[question["flow"]] if alone and names & answers else None


def beside_an_answer(state: State, pack: Pack, served: list[str]) -> list[str]:
    """Who is served beside an answer: words of an answer are easily taken for a question, so that must be sure."""
    if asks(state):
        return served
    question = state.get("question")
    expected = {*(question["expects"] if question else ()), *(HOW if tells_how(state) else ())}
    guesses = [guess for guess in state["reading"]["intents"] if guess["name"] not in expected]
    routes = [(pack.intents[g["name"]].route, g) for g in guesses if g["name"] in pack.intents]
    sure = {route for route, guess in routes if guess["confidence"] >= ASKS_TOO}
    faint = {"responder"} | {route for route, guess in routes if guess["name"].startswith("objection_")}
    return [agent for agent in served if agent not in faint or agent in sure]


def tells_how(state: State) -> bool:
    """Whether a yes to buying says at once how it is to be had: "order it, I'll pick it up"."""
    question, names = state.get("question"), {guess["name"] for guess in state["reading"]["intents"]}
    return bool(question and question["slot"] == "buy" and "affirm" in names and names & HOW and not asks(state))


def _tells_beside(state: State, names: set[str]) -> bool:
    """Whether more than a greeting is said beside the question that the message asks."""
    parts = [part for message in state["turn"]["inbound"] for part in utterances(message["text"])]
    return "greeting" not in names and any("?" not in part and len(part.split()) > 1 for part in parts)


def _has_what_was_asked(state: State, alone: bool) -> bool:
    """Whether the message holds the thing itself. Things that other requests name too count where they stand alone."""
    question = state["question"]
    assert question is not None
    if [guess["name"] for guess in state["reading"]["intents"]] == ["chitchat"]:
        return False
    found = {entity["kind"] for entity in state["reading"]["entities"]}
    asked = ({*question["expects"], question["slot"]} & found) - {"text", "yes_no"}
    if question["slot"] == "timeline" and "time" in found:
        return True
    beside = asked - NAMED_BY_OTHERS - OFFERS
    return bool(asked if alone else beside) and "text" not in question["expects"]


def answers_what_was_asked(state: State) -> bool:
    """Whether the message holds just what was asked for: an address that sounds rude is an address."""
    return bool(state.get("question")) and _has_what_was_asked(state, alone=True)


def accepts_beside(state: State, names: list[str]) -> bool:
    """Whether a yes to a question of choices is meant for what waits: that is shown once more before a yes counts."""
    question, pending = state.get("question"), state.get("pending")
    if not question or not pending or question["flow"] != pending["flow"] or "yes_no" in question["expects"]:
        return False
    return names == ["affirm"] and not _has_what_was_asked(state, alone=True)


def lays_aside(state: State, names: list[str], served: list[str]) -> bool:
    question = state.get("question")
    if not question or served:
        return False
    offered = question["slot"] in OFFERS and {"deny", "skip"} & set(names)
    return bool(offered or (names == ["deny"] and not is_firm(question) and "yes_no" not in question["expects"]))
