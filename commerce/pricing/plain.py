"""Amounts for records."""

from typing import Any

from kit.money import Money


def plain(amount: Money) -> dict[str, Any]:
    """``{"minor", "currency"}``."""
    return {"minor": amount.minor, "currency": amount.currency}
