"""The story in one piece, so that the customer never has to tell it again."""

from typing import Any

from agents.context import Context
from agents.handoff.schema import Package
from agents.state import State


async def pack_up(state: State, context: Context) -> dict[str, Any]:
    words = " ".join(message["text"] for message in state["turn"]["inbound"])
    messages = [*state.get("recent", []), {"role": "client", "text": words}]
    question, pending = state.get("question"), state.get("pending")
    profile = state.get("profile", {})
    package: Package = {
        "summary": await context.engine.summarise(messages, context.pack.file.languages[0]),
        "profile": {field: entry["value"] for field, entry in profile.items()},
        "need": str(profile["need"]["value"]) if "need" in profile else None,
        "stage": state.get("stage", context.pack.pipeline.initial),
        "score": int(state.get("qualification", {}).get("score", 0)),
        "signals": state.get("signals", []),
        "sentiment": state["reading"]["sentiment"],
        "open_question": question["slot"] if question else None,
        "pending": pending["kind"] if pending else None,
        "last_words": words[-500:],
    }
    return dict(package)
