"""Which of the statuses of a message counts, whatever the order in which they came."""

from collections.abc import Iterable

ORDER = ("sent", "delivered", "read", "played")
ARRIVED = {"delivered", "read", "played"}


def final(told: Iterable[str]) -> str | None:
    """The furthest; a failure stands unless the message is known to have arrived."""
    found = set(told)
    if "failed" in found and not found & ARRIVED:
        return "failed"
    return next((status for status in reversed(ORDER) if status in found), None)
