"""What a person did while the conversation was theirs: their words are remembered, and their figures hold."""

from datetime import timedelta
from typing import Any

from agents.context import Context
from agents.figures import figures_of
from agents.outcome import now_of
from agents.state import Fact, State
from language.port import Json

HANDED_BACK = "handed_back"
PROMISED_FOR = timedelta(days=7)
"""How long the assistant may repeat what a person promised."""


def said_meanwhile(state: State) -> list[dict[str, Json]]:
    """Messages between take-over and hand-back, oldest first: ``{"role", "text", "who"}``; empty in any other turn."""
    events = [message["data"] for message in state["turn"]["inbound"] if message["kind"] == "event"]
    return [line for data in events if data.get("event") == HANDED_BACK for line in data.get("said", [])]


def is_hand_back(state: State) -> bool:
    """Whether the turn is about nothing else: then the person had the last word."""
    return all(
        message["kind"] == "event" and message["data"].get("event") == HANDED_BACK
        for message in state["turn"]["inbound"]
    )


def promised(state: State, context: Context) -> dict[str, Any]:
    """Facts for every figure that the person named; empty where nothing was handed back."""
    spoken = [line for line in said_meanwhile(state) if line["role"] == "agent"]
    language = state.get("language", context.pack.file.languages[0])
    state = {**state, "language": language}
    expires = (now_of(state) + PROMISED_FOR).isoformat()
    facts: list[Fact] = []
    for line in spoken:
        for value in figures_of(line["text"], language, state, context):
            name = f"{state['turn']['seq']}.hand_back.{len(facts) + 1}"
            source = f"person:{line['who']}"
            facts.append({"id": name, "kind": value["$"], "value": value, "source": source, "expires": expires})
    return {"facts": facts} if facts else {}
