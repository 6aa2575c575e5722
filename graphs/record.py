"""The turn's record: enough to draw it later without running it, and no more."""

from typing import Any

from agents.state import State


def record_of(state: State, trace: list[list[Any]]) -> dict[str, Any]:
    reply, reading = state.get("reply"), state["reading"]
    pending, question = state.get("pending"), state.get("question")
    return {
        "path": trace,
        "reading": {name: value for name, value in reading.items() if value not in (None, [], 0.0)},
        "lead": state.get("lead"),
        "acts": [{"kind": act["kind"], "agent": act["agent"], "say": act["say"]} for act in state.get("said", [])],
        "writes": [write["kind"] for write in state.get("writes", [])],
        "stage": state.get("stage"),
        "pending": {"kind": pending["kind"], "digest": pending["digest"]} if pending else None,
        "question": question["slot"] if question else None,
        "verdict": reply["verdict"] if reply else None,
        "unproven": reply["unproven"] if reply else [],
        "model_calls": state.get("model_calls", []),
    }
