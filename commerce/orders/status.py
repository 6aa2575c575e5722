"""What may follow what in the life of an order."""

from commerce.orders.model import OrderStatusError

NEXT = {
    "placed": frozenset({"paid", "sent", "cancelled"}),
    "paid": frozenset({"sent", "cancelled"}),
    "sent": frozenset({"delivered"}),
    "delivered": frozenset[str](),
    "cancelled": frozenset[str](),
}


def refuse_unless_next(number: str, status: str, wanted: str) -> None:
    """Raises OrderStatusError."""
    if wanted not in NEXT[status]:
        allowed = ", ".join(sorted(NEXT[status])) or "nothing more"
        raise OrderStatusError(f"Order {number} is {status} and cannot be {wanted}: what may follow is {allowed}.")
