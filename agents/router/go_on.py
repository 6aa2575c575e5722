"""Where a message goes that neither answers nor names what it wants: on with what is under way, or to the content."""

from agents.asked import has_lapsed, is_firm
from agents.inbound import asks, heard
from agents.router.answers import CHANGES, HOW
from agents.router.crew import with_
from agents.router.schema import Route
from agents.state import Flow, State
from agents.topic import surely_named

COURTESY = {"greeting", "thanks", "chitchat"}
WORDS_OF_A_GREETING = 5


def goes_on(state: State, names: list[str]) -> Route:
    """The flow under way goes on where the message gave it something; otherwise the content is asked."""
    flow = leading_flow(state)
    useful = {entity["kind"] for entity in state["reading"]["entities"]}
    if _times_lapsed(state):
        return with_("scheduler", [])
    if state.get("question") and names and (set(names) <= {"affirm", "deny"} or names == ["chitchat"]):
        return Route(["qualifier"], None)
    if flow and useful & CHANGES[flow["agent"]]:
        return with_(flow["agent"], [])
    if "time" in useful and names != ["chitchat"]:
        return with_("scheduler", [])
    if set(names) <= COURTESY and "product" in useful:
        return with_("seller", ["responder"] if asks(state) else [])
    if set(names) <= COURTESY and _says_more(state):
        return Route(["responder", "qualifier"], "qualifier" if names and not state.get("question") else None)
    courteous = bool({"thanks", "affirm"} & set(names)) and set(names) <= COURTESY | {"affirm"}
    stays = state.get("question") or courteous
    return Route(["qualifier"], None if stays else "qualifier")


def tells_address(state: State) -> bool:
    """Whether it says where the customer is, and asks nothing: a town in it asks for no branch and no service area."""
    return not asks(state) and any(entity["kind"] == "address" for entity in state["reading"]["entities"])


def orders_with_how(state: State) -> bool:
    """Whether the order itself says how it is to be had, and asks nothing: "two filters, I pick them up"."""
    names = {guess["name"] for guess in state["reading"]["intents"]}
    return "buy" in names and bool(names & HOW) and not asks(state)


def names_a_thing(state: State) -> bool:
    """Whether a thing is named surely while nothing else is under way: "I need an oil filter"."""
    named = surely_named(state)
    return bool(named) and not state.get("flows") and not is_firm(state.get("question"))


def puts_right(state: State, served: list[str]) -> bool:
    """Whether it corrects what the business under way carries, and nothing else: that goes on with what is known."""
    flow, corrected = leading_flow(state), set(state.get("corrected", []))
    return bool(flow and corrected & CHANGES[flow["agent"]]) and set(served) <= {"qualifier"}


def _times_lapsed(state: State) -> bool:
    """Whether the times on offer were shown so long ago that others have to be looked for."""
    question = state.get("question")
    return bool(question and question["slot"] == "slot" and has_lapsed(state.get("asking"), state))


def leading_flow(state: State) -> Flow | None:
    """The newest piece of business under way."""
    flows = state.get("flows", {})
    return max(flows.values(), key=lambda flow: flow["since"], default=None)


def _says_more(state: State) -> bool:
    """Whether there are words beyond a greeting that the content may have an answer to."""
    text = heard(state)
    return "?" in text or len(text.split()) > WORDS_OF_A_GREETING
