"""Who tells the customer of what happened outside the conversation."""

from agents.due import silence_of
from agents.router.schema import Route
from agents.state import State

EVENTS = {
    "delivery_failed": "handoff",
    "quote_accept": "quoter",
    "quote_decline": "quoter",
    "approval_decided": "quoter",
    "quote_prepared": "quoter",
    "handed_back": "quoter",
}


def event_of(state: State) -> Route | None:
    """A turn that no customer's words began goes to who must tell of it."""
    kinds = [message["data"].get("event") for message in state["turn"]["inbound"] if message["kind"] == "event"]
    if not kinds or any(message["kind"] == "text" for message in state["turn"]["inbound"]):
        return None
    if silence_of(state):
        return Route(["qualifier"])
    agent = next((EVENTS[kind] for kind in kinds if kind in EVENTS), None)
    return Route([agent], agent) if agent else Route([])
