"""What was shared without a word: a voice note, a picture, something that cannot be opened here."""

from agents.outcome import Outcome
from agents.state import State
from language.port import Act
from language.values import name

TEMPLATES = {"audio": "shared_voice", "voice": "shared_voice", "image": "shared_picture", "document": "shared_picture"}
"""By what was shared; anything else cannot be opened here."""


def is_wordless(state: State) -> bool:
    """Whether the customer sent something, and none of it is words."""
    messages = [message for message in state["turn"]["inbound"] if message["kind"] == "text"]
    return bool(messages) and not any(message["text"].strip() for message in messages)


def acknowledge_shared(outcome: Outcome, state: State) -> list[Act]:
    """Says what becomes of it, so that nobody waits in vain; nothing where the customer deleted it meanwhile."""
    if act := acknowledge_files(outcome, state):
        return [act]
    kinds = [str(message["data"]["shared"]) for message in state["turn"]["inbound"] if message["data"].get("shared")]
    if not kinds:
        return []
    return [outcome.say("shared", TEMPLATES.get(kinds[-1], "shared_other"), "conversation")]


def acknowledge_files(outcome: Outcome, state: State) -> Act | None:
    """That files have come, by their names; None where none has."""
    files = [file["name"] for message in state["turn"]["inbound"] for file in message["data"].get("files", [])]
    return outcome.say("noted", "file_received", "conversation", files=name(", ".join(files))) if files else None
