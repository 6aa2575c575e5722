"""A message of a conversation that is held on a line leaves by it, in the order in which it was written."""

from typing import Any
from uuid import UUID

from store.outbox import Effect

SEND = "channel.send"


def leaving(conversation: dict[str, Any], message: UUID | str) -> list[Effect]:
    """The effect that sends the message; none where the customer reads the conversation's rows themselves."""
    if not conversation.get("line"):
        return []
    key = f"{SEND}:{message}"
    return [Effect(SEND, key, {"message": str(message)}, lock=f"thread:{conversation['id']}")]
