"""What may follow what in the life of an order."""

from commerce.orders.model import OrderStatusError

NEXT = {
    "placed": frozenset({"paid", "ready", "sent", "delivered", "cancelled"}),
    "paid": frozenset({"ready", "sent", "delivered", "cancelled"}),
    "ready": frozenset({"sent", "delivered", "cancelled"}),
    "sent": frozenset({"delivered"}),
    "delivered": frozenset[str](),
    "cancelled": frozenset[str](),
}
"""``ready``: waits at the counter, or for the van. One who pays at the counter goes from placed to delivered."""


def refuse_unless_next(number: str, status: str, wanted: str) -> None:
    """Raises OrderStatusError."""
    if wanted not in NEXT[status]:
        allowed = ", ".join(sorted(NEXT[status])) or "nothing more"
        raise OrderStatusError(f"Order {number} is {status} and cannot be {wanted}: what may follow is {allowed}.")
