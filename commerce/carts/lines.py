"""Changes to the lines of a cart, each ``{"item", "quantity"}``."""

from collections.abc import Mapping, Sequence
from typing import Any

from kit.errors import InvalidInputError

MOST_OF_ONE = 999

Line = dict[str, Any]


def add(lines: Sequence[Mapping[str, Any]], item: str, quantity: int) -> list[Line]:
    """So many more of the item."""
    held = next((line["quantity"] for line in lines if line["item"] == item), 0)
    if quantity < 1:
        raise InvalidInputError(f"quantity {quantity} cannot be added: expected 1 or more")
    return update(lines, item, held + quantity)


def update(lines: Sequence[Mapping[str, Any]], item: str, quantity: int) -> list[Line]:
    """Exactly so many of the item; 0 takes it out."""
    if not 0 <= quantity <= MOST_OF_ONE:
        raise InvalidInputError(f"quantity {quantity} of {item} is not valid: expected 0 to {MOST_OF_ONE}")
    kept = [{**line, "quantity": quantity if line["item"] == item else line["quantity"]} for line in lines]
    if all(line["item"] != item for line in lines):
        kept.append({"item": item, "quantity": quantity})
    return [line for line in kept if line["quantity"]]
