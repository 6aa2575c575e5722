"""Why a conversation is handed over."""

from typing import Literal

from agents.router.route import ANGRY
from agents.state import State

Reason = Literal["asked", "complaint", "negative_sentiment", "misunderstood", "tool_failure"]


def reason_of(state: State) -> Reason:
    said = {guess["name"] for guess in state["reading"]["intents"]}
    if any(message["kind"] == "event" for message in state["turn"]["inbound"]):
        return "tool_failure"
    if "complaint" in said:
        return "complaint"
    if "human" in said or state["reading"]["reply"] == "human":
        return "asked"
    if state["reading"]["sentiment"] <= ANGRY:
        return "negative_sentiment"
    return "misunderstood"
