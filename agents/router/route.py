"""The routing table: which agents act, and which one leads.

In order: a person wanted, the answer to a pending action, the answer to an open question, the intents of the message,
the flow under way. Several intents are all served; one agent leads, the others only serve.
"""

from agents.asked import HANDED_OVER, OFFERS, is_in_vain, is_unclear, times_in_vain
from agents.due import silence_of
from agents.limits import above_limit
from agents.quoter.about import is_about_quote
from agents.quoter.complexity import tells_of_quote
from agents.router.schema import Route
from agents.shared import is_wordless
from agents.state import Flow, State
from commerce.packs.model import Pack

LEADERS = ["handoff", "scheduler", "quoter", "seller", "qualifier", "responder"]
"""Who leads when several are called: the nearest to a decision first."""

HOLDERS = {
    "book": "scheduler",
    "reschedule": "scheduler",
    "cancel": "scheduler",
    "quote": "quoter",
    "order": "seller",
    "discover": "seller",
    "profile": "qualifier",
    "handoff": "handoff",
}
"""Which agent an answer belongs to, by the flow of the question."""

CHANGES = {
    "scheduler": {"time", "slot", "email", "phone", "customer_name", "address"},
    "quoter": {"product", "quantity", "area", "vehicle", "discount", "coupon", "counter_offer", "edit", "odd_quantity"},
    "seller": {"product", "quantity", "address", "customer_name"},
}
"""What in a message can change an action that waits, by the agent that proposed it."""

NAMED_BY_OTHERS = {"product", "quantity", "area", "money"}

NOTHING_OPEN = {"question": None, "asking": None, "pending": None}
COURTESY = {"greeting", "thanks", "chitchat"}
WORDS_OF_A_GREETING = 5
LEAVES = {"goodbye", "opt_out", "abuse"}
ANGRY = -0.7
"""The mood from which a person shall see to it, whatever else was said."""
ASKS_TOO = 0.85
"""How sure a question without its mark must be to be served beside an answer."""
MISUNDERSTOOD_LIMIT = 3
INSISTED_LIMIT = 1
"""How often a person is offered to who insists on what was answered, before one is called."""


EVENTS = {
    "delivery_failed": "handoff",
    "quote_accept": "quoter",
    "quote_decline": "quoter",
    "approval_decided": "quoter",
    "quote_prepared": "quoter",
}
"""Who tells the customer of what happened outside the conversation."""


def route(state: State, pack: Pack) -> Route:
    event = _event(state)
    if event:
        return event
    if is_wordless(state):
        return Route([])
    reading = state["reading"]
    names = [guess["name"] for guess in reading["intents"]]
    about_quote = is_about_quote(state) or tells_of_quote(state, pack)
    faint = about_quote and _is_faint(state)
    if ((reading["reply"] == "human" or _wants_person(names, pack)) and not faint) or above_limit(state, pack):
        return Route(["handoff", "qualifier"], "handoff")
    if _is_angry(state, names):
        return _with("handoff", [agent for agent in _served(names, pack) if agent == "responder"])
    if is_lost(state) and state.get("misunderstood", 0) >= MISUNDERSTOOD_LIMIT - 1:
        return Route(["handoff"], "handoff")
    if state.get("insisted", 0) >= INSISTED_LIMIT and names == state.get("heard"):
        return Route(["handoff", "qualifier"], "handoff")
    if "start_over" in names or (_drops_it(names) and not state.get("pending")):
        return Route([], None, {**NOTHING_OPEN, "flows": dict.fromkeys(state.get("flows", {}))})
    if "go_back" in names and "give_information" not in names:
        return _back(state)
    if _is_given_up(state):
        return Route(["handoff", "qualifier"], "handoff", {"question": None, "asking": None})
    if LEAVES & set(names) and not _answers_what_was_asked(state):
        return Route([])
    served = _served(names, pack)
    if about_quote:
        served = ["quoter", *(agent for agent in _surely_served(state, pack) if agent not in {"quoter", "seller"})]
    if state.get("pending") and (answered := _answered(state, served, pack)):
        return answered
    if _lays_aside(state, names, served):
        return Route(["qualifier"], None, {"question": None, "asking": None})
    if holder := _question_holder(state, served):
        return _with(holder, _beside_an_answer(state, pack, served))
    if served:
        return _with(_lead(served), served)
    return _goes_on(state, names)


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


def _is_given_up(state: State) -> bool:
    """Whether a question was put, put differently and put as choices, and still has no answer."""
    return (is_in_vain(state) or is_unclear(state)) and times_in_vain(state) >= HANDED_OVER


def _is_angry(state: State, names: list[str]) -> bool:
    """Whether the mood alone calls for a person; who finds it too dear is not angry, and who waits already has one."""
    doubts = any(name.startswith("objection_") for name in names)
    return (
        state["reading"]["sentiment"] <= ANGRY
        and state["turn"]["owner"] == "bot"
        and not LEAVES & set(names)
        and not doubts
    )


def is_lost(state: State) -> bool:
    """Whether nothing at all was understood of what the customer wrote."""
    reading = state["reading"]
    return not reading["intents"] and not reading["entities"] and reading["reply"] in {None, "unclear"}


def leading_flow(state: State) -> Flow | None:
    """The newest piece of business under way."""
    flows = state.get("flows", {})
    return max(flows.values(), key=lambda flow: flow["since"], default=None)


def _event(state: State) -> Route | None:
    """A turn that no customer's words began goes to who must tell of it."""
    kinds = [message["data"].get("event") for message in state["turn"]["inbound"] if message["kind"] == "event"]
    if not kinds or any(message["kind"] == "text" for message in state["turn"]["inbound"]):
        return None
    if silence_of(state):
        return Route(["qualifier"])
    agent = next((EVENTS[kind] for kind in kinds if kind in EVENTS), None)
    return Route([agent], agent) if agent else Route([])


def _wants_person(names: list[str], pack: Pack) -> bool:
    return any(pack.intents[name].route == "handoff" for name in names if name in pack.intents)


def _served(names: list[str], pack: Pack) -> list[str]:
    told = [pack.intents[name] for name in names if name in pack.intents]
    agents = [agent for intent in told for agent in (intent.route, *(["responder"] if intent.answer else []))]
    return [agent for agent in dict.fromkeys(agents) if agent not in {"composer", "handoff"}]


def _surely_served(state: State, pack: Pack) -> list[str]:
    """Who is called beside the quoter: by another question that is sure, in a message of several parts."""
    guesses = [g for g in state["reading"]["intents"] if g["confidence"] >= ASKS_TOO]
    return _served([g["name"] for g in guesses], pack) if len(state["reading"]["intents"]) > 1 else []


def _is_faint(state: State) -> bool:
    return all(g["confidence"] < ASKS_TOO for g in state["reading"]["intents"] if g["name"] == "human")


def _answered(state: State, served: list[str], pack: Pack) -> Route | None:
    """What the message says to the action that waits for a yes."""
    pending = state["pending"]
    assert pending is not None
    reply = state["reading"]["reply"]
    if reply in {"approve", "reject"} or (reply == "amend" and _changes(state, pending["agent"])):
        beside = _beside_an_answer(state, pack, served) if reply == "amend" else served
        return _with(pending["agent"], beside if reply != "reject" else [])
    if reply == "unclear" and not served:
        return Route([])
    if not served and "time" in {entity["kind"] for entity in state["reading"]["entities"]}:
        served = ["scheduler"]
    others = [agent for agent in served if agent != pending["agent"]]
    if pending["agent"] in served:
        return _with(pending["agent"], others)
    return Route(_crew(others), None)


def _changes(state: State, agent: str) -> bool:
    """Whether the message names something that the waiting action is made of, or takes it back in so many words."""
    found = {entity["kind"] for entity in state["reading"]["entities"]}
    return bool(found & CHANGES[agent]) or not found


def _question_holder(state: State, served: list[str]) -> str | None:
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
    if names & expected and not _asks(state):  # "I'll pick it up" answers how it is to be delivered
        return HOLDERS[question["flow"]]
    answers = {"give_information"} if "text" in expected else set()
    answers |= {"affirm", "deny", "skip"} if "yes_no" in expected else {"skip"}
    return HOLDERS[question["flow"]] if alone and names & answers else None


def _beside_an_answer(state: State, pack: Pack, served: list[str]) -> list[str]:
    """Who is served beside an answer: words of an answer are easily taken for a question, so that must be sure."""
    if _asks(state):
        return served
    question = state.get("question")
    expected = set(question["expects"]) if question else set()
    guesses = [guess for guess in state["reading"]["intents"] if guess["name"] not in expected]
    sure = {pack.intents[g["name"]].route for g in guesses if g["name"] in pack.intents and g["confidence"] >= ASKS_TOO}
    return [agent for agent in served if agent != "responder" or agent in sure]


def _asks(state: State) -> bool:
    return any("?" in message["text"] for message in state["turn"]["inbound"])


def _has_what_was_asked(state: State, alone: bool) -> bool:
    """Whether the message holds the thing itself. Things that other requests name too count where they stand alone."""
    question = state["question"]
    assert question is not None
    if [guess["name"] for guess in state["reading"]["intents"]] == ["chitchat"]:
        return False
    found = {entity["kind"] for entity in state["reading"]["entities"]}
    asked = ({*question["expects"], question["slot"]} & found) - {"text", "yes_no"}
    beside = asked - NAMED_BY_OTHERS - OFFERS
    return bool(asked if alone else beside) and "text" not in question["expects"]


def _answers_what_was_asked(state: State) -> bool:
    """Whether the message holds just what was asked for: an address that sounds rude is an address."""
    return bool(state.get("question")) and _has_what_was_asked(state, alone=True)


def _lays_aside(state: State, names: list[str], served: list[str]) -> bool:
    question = state.get("question")
    return bool(question and question["slot"] in OFFERS and {"deny", "skip"} & set(names) and not served)


def _goes_on(state: State, names: list[str]) -> Route:
    """The flow under way goes on where the message gave it something; otherwise the content is asked."""
    flow = leading_flow(state)
    useful = {entity["kind"] for entity in state["reading"]["entities"]}
    if state.get("question") and names and (set(names) <= {"affirm", "deny"} or names == ["chitchat"]):
        return Route(["qualifier"], None)
    if flow and useful & CHANGES[flow["agent"]]:
        return _with(flow["agent"], [])
    if "time" in useful:
        return _with("scheduler", [])
    if set(names) <= COURTESY and "product" in useful:
        return _with("seller", [])
    if set(names) <= COURTESY and _says_more(state):
        return Route(["responder", "qualifier"], "qualifier" if names and not state.get("question") else None)
    stays = state.get("question") or ("thanks" in names and set(names) <= COURTESY | {"affirm"})
    return Route(["qualifier"], None if stays else "qualifier")


def _says_more(state: State) -> bool:
    """Whether there are words beyond a greeting that the content may have an answer to."""
    text = " ".join(message["text"] for message in state["turn"]["inbound"])
    return "?" in text or len(text.split()) > WORDS_OF_A_GREETING


def _lead(served: list[str]) -> str:
    return min(served, key=LEADERS.index)


def _with(lead: str, others: list[str]) -> Route:
    return Route(_crew([lead, *others]), lead)


def _crew(agents: list[str]) -> list[str]:
    """The qualifier listens in every turn in which a customer said something."""
    return list(dict.fromkeys([*agents, "qualifier"]))
