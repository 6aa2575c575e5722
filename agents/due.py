"""What falls due when the customer is silent: the stage's time-out once, then the end of the conversation."""

from datetime import datetime, timedelta
from typing import Literal

from agents.context import Context
from agents.state import Due, State

EVENT = "due"
"""The event that a silence arrives as."""
AFTER_GOODBYE = timedelta(minutes=10)
LEFT_ALONE = frozenset({"goodbye", "opt_out", "abuse"})
"""Who said this is not written to again; the conversation just ends."""


def silence_of(state: State) -> Literal["timeout", "end"] | None:
    """Which silence this turn is about; None where somebody or something else began it."""
    inbound = state["turn"]["inbound"]
    if not inbound or any(message["data"].get("event") != EVENT for message in inbound):
        return None
    due = state.get("due")
    return due["kind"] if due else None


def next_due(state: State, context: Context, stage: str) -> Due | None:
    """What the silence after this turn leads to."""
    before, pack = state.get("due"), context.pack
    silence = silence_of(state)
    if silence == "end" or (silence and before is None):
        return None
    since = before["since"] if silence and before else state["turn"]["now"]
    said = {guess["name"] for guess in state["reading"]["intents"]}
    ends = AFTER_GOODBYE if said & LEFT_ALONE else timedelta(minutes=pack.file.turns.ends_after_minutes)
    limit = pack.pipeline.stages[stage]
    waits = state["turn"]["owner"] == "bot" and not is_event(state) and not said & LEFT_ALONE
    if waits and limit.on_timeout and limit.timeout_seconds and limit.timeout_seconds < ends.total_seconds():
        return _due("timeout", since, timedelta(seconds=limit.timeout_seconds))
    return _due("end", since, ends)


def due_at(state: State) -> datetime | None:
    """When the conversation's silence is a turn of its own."""
    due = state.get("due")
    return datetime.fromisoformat(due["at"]) if due else None


def is_event(state: State) -> bool:
    """Whether no customer's words began this turn."""
    return not any(message["kind"] == "text" for message in state["turn"]["inbound"])


def _due(kind: Literal["timeout", "end"], since: str, span: timedelta) -> Due:
    return {"kind": kind, "since": since, "at": (datetime.fromisoformat(since) + span).isoformat()}
