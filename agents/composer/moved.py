"""What is said to a customer who comes from a page with a code: that it goes on here, or why it does not."""

from agents.outcome import Outcome
from agents.state import State
from language.port import Act
from language.values import contact, name

SAYS = {
    "joined": "transfer_joined",
    "again": "transfer_joined",
    "expired": "transfer_expired",
    "used": "transfer_used",
    "unknown": "transfer_unknown",
}
"""By what became of the code. A code for another number of ours is told where to go."""


def tell_of_move(outcome: Outcome, state: State) -> Act | None:
    """None where no message of the turn came with a code."""
    told = [message["data"]["transfer"] for message in state["turn"]["inbound"] if message["data"].get("transfer")]
    if not told:
        return None
    last = told[-1]
    if last["outcome"] != "wrong_line":
        return outcome.say("moved", SAYS[last["outcome"]], "channel")
    if not last.get("url"):
        return outcome.say("moved", "transfer_unknown", "channel")
    link = contact("url", last["url"])
    return outcome.say("moved", "transfer_wrong_line", "channel", branch=name(last["branch"]), contact=link)
