"""Why a conversation is handed over."""

from typing import Literal

from agents.due import is_event
from agents.limits import above_limit
from agents.router.escalate import ANGRY
from agents.scheduler.wish import insists
from agents.state import State
from commerce.packs.model import Pack

Reason = Literal[
    "asked", "complaint", "negative_sentiment", "misunderstood", "hot_lead", "above_limit", "tool_failure",
    "out_of_policy",
]  # fmt: skip

TEMPLATES: dict[Reason, str] = {
    "complaint": "complaint",
    "negative_sentiment": "complaint",
    "above_limit": "hand_off.above_limit",
    "hot_lead": "hand_off.hot_lead",
    "out_of_policy": "hand_off.out_of_policy",
    "tool_failure": "apology",
}
"""How each is told; the plain ``hand_off`` for those that are not listed."""


def reason_of(state: State, pack: Pack) -> Reason:
    said = [guess["name"] for guess in state["reading"]["intents"]]
    if is_event(state):
        return "tool_failure"
    if above_limit(state, pack):
        return "above_limit"
    if "human" in said or state["reading"]["reply"] == "human":
        return "asked" if "complaint" not in said else "complaint"
    for name in said:
        if name in pack.intents and pack.intents[name].route == "handoff":
            return pack.intents[name].reason or "asked"
    if insists(state):
        return "out_of_policy"
    return "negative_sentiment" if state["reading"]["sentiment"] <= ANGRY else "misunderstood"
