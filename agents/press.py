"""Buttons for a yes and a no, each bound to exactly what was shown, and what the press of one says."""

from typing import Any

from agents.context import Context
from agents.phrases import phrase
from agents.state import State
from language.port import Act, Reply

ANSWERS: dict[str, Reply] = {"approve": "approve", "reject": "reject"}


def yes_and_no(acts: list[Act], state: State, context: Context) -> list[dict[str, Any]]:
    """The block under a message that shows the action that waits; none under any other."""
    pending = state.get("pending")
    if not pending or not any(act == pending["shown"] or act["kind"] == "resume" for act in acts):
        return []
    digest = pending["digest"]
    items = [{"id": f"{name}:{digest}", "label": phrase(context, state, f"press.{name}")} for name in ANSWERS]
    return [{"kind": "buttons", "items": items}]


def pressed(state: State) -> Reply | None:
    """What a press answers. One of an older message, which showed something else, is no yes to what waits now."""
    pending = state.get("pending")
    for message in reversed(state["turn"]["inbound"]):
        answer, _, digest = str(message["data"].get("choice") or "").partition(":")
        if answer in ANSWERS and pending:
            return ANSWERS[answer] if digest == pending["digest"] else "unclear"
    return None
