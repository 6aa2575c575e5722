"""What the customer has just said, as one text."""

from agents.state import State


def heard(state: State) -> str:
    """All messages of this turn, whatever they came as."""
    return " ".join(message["text"] for message in state["turn"]["inbound"]).strip()


def written(state: State) -> str:
    """What was written: the text that was read, in which entities have their places."""
    return "\n".join(message["text"] for message in state["turn"]["inbound"] if message["kind"] == "text")


def asks(state: State) -> bool:
    return any("?" in message["text"] for message in state["turn"]["inbound"])
