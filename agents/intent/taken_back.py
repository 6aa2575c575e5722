"""What "cancel it" is about once nothing is under way: the appointment or the order that was spoken of last."""

from agents.done import last_done
from agents.state import State
from language.port import Reading
from language.words.cancels import asks_to_cancel

SURE = 0.9
DROPS = "cancel_flow"
CANCELS = {"calendar": "cancel_appointment", "order": "cancel_order"}
"""The intent that takes back what a reference number stands for, by where the number comes from."""


def taken_back(reading: Reading, state: State) -> Reading:
    """The reading in which dropping what is done means cancelling it, which a yes must confirm."""
    means = None if _is_under_way(state) else CANCELS.get(last_done(state) or "")
    if means is None:
        return reading
    if any(asks_to_cancel(message["text"]) for message in state["turn"]["inbound"]):
        # "can you cancel it?" asks for no terms, and "it" is what was done last
        return {**reading, "intents": [{"name": means, "confidence": SURE}]}
    names = {guess["name"] for guess in reading["intents"]}
    if DROPS not in names or names & set(CANCELS.values()):
        return reading
    return {**reading, "intents": [{**each, "name": means} if each["name"] == DROPS else each
                                   for each in reading["intents"]]}  # fmt: skip


def _is_under_way(state: State) -> bool:
    return bool(state.get("flows") or state.get("pending") or state.get("question"))
