"""What a message is for, by what the turn that wrote it was about."""

from collections.abc import Iterable
from typing import Any, Literal

Purpose = Literal["reply", "service", "marketing"]
"""An answer to the customer or to what they just did; news of what they ordered; what they never asked for."""

UNASKED: dict[str, Purpose] = {
    "due": "marketing",
    "order_moved": "service",
    "order_lapsed": "service",
}
"""Events after which a message is no answer."""


def purpose_of(inbound: Iterable[dict[str, Any]]) -> Purpose:
    """``inbound``: ``{"message_type", "event"}`` of what the turn took; a person's words took nothing.

    One message of the customer among it makes the reply an answer.
    """
    found = [UNASKED.get(row["event"], "reply") if row["message_type"] == "event" else "reply" for row in inbound]
    if not found or "reply" in found:
        return "reply"
    return "marketing" if "marketing" in found else "service"
