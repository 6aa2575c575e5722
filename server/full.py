"""The whole of a turn as staff and ``parley chat --json`` see it."""

from typing import Any

from agents.state import State
from graphs.inbox import Answer
from graphs.turn import Done


def turn_object(done: Done, customer: str) -> dict[str, Any]:
    """One object a turn, as the command line's contract lists it."""
    state: State = done.state
    reply, pending = state.get("reply"), state.get("pending")
    profile = state.get("profile", {})
    return {
        "turn": done.seq,
        "customer": customer,
        "reply": reply["text"] if reply else "",
        "language": state["language"],
        "intents": state["reading"]["intents"],
        "path": [line[0] for line in done.trace],
        "stage": state.get("stage"),
        "acts": [{"kind": act["kind"], "agent": act["agent"], "say": act["say"]} for act in state.get("said", [])],
        "facts": [_plain(fact) for fact in state.get("facts", [])],
        "pending": {"kind": pending["kind"], "digest": pending["digest"]} if pending else None,
        "profile": {field: entry["value"] for field, entry in profile.items()},
        "lead": state.get("qualification", {"score": 0}),
        "owner": done.owner,
        "blocks": reply["blocks"] if reply else [],
        "entities": state["reading"]["entities"],
        "writes": [write["kind"] for write in state.get("writes", [])],
        "verdict": reply["verdict"] if reply else None,
        "unproven": reply["unproven"] if reply else [],
        "ms": round(done.ms, 1),
        "model": _model(state),
        "model_calls": sum(call["attempts"] > 0 for call in state.get("model_calls", [])),
    }


def _model(state: State) -> dict[str, int]:
    """What the turn's calls to a model took; the cost in millionths of a US dollar."""
    calls = state.get("model_calls", [])
    return {
        "tokens_in": sum(call["tokens_in"] for call in calls),
        "tokens_out": sum(call["tokens_out"] for call in calls),
        "cost": sum(call["cost"] for call in calls),
    }


def silent_object(answer: Answer, customer: str) -> dict[str, Any]:
    """A message that no turn of this process answered: a person owns the conversation, or it was answered before."""
    reply = "\n".join(entry["text"] for entry in answer.replies)
    return {
        "turn": answer.turn, "customer": customer, "reply": reply, "language": answer.language, "intents": [],
        "path": [], "stage": None, "acts": [], "facts": [], "pending": None, "profile": {}, "lead": {"score": 0},
        "owner": answer.owner, "blocks": [], "entities": [], "writes": [], "verdict": None, "unproven": [],
        "ms": 0.0, "model": {"tokens_in": 0, "tokens_out": 0, "cost": 0}, "model_calls": 0,
    }  # fmt: skip


def whole(answer: Answer, customer: str) -> dict[str, Any]:
    return turn_object(answer.done, customer) if answer.done else silent_object(answer, customer)


def _plain(fact: Any) -> dict[str, Any]:
    return {"id": fact["id"], "kind": fact["kind"], "value": fact["value"], "source": fact["source"]}
