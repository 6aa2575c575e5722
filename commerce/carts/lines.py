"""Changes to the lines of a cart."""

from collections.abc import Sequence

from commerce.carts.model import MOST_LINES, Line
from kit.errors import InvalidInputError

MOST_OF_ONE = 999


def add(lines: Sequence[Line], item: str, quantity: int, unit_price: int = 0) -> list[Line]:
    """So many more of the item."""
    checked(item, quantity, least=1)
    held = next((line["quantity"] for line in lines if line["item"] == item), 0)
    return update(lines, item, held + quantity, unit_price)


def update(lines: Sequence[Line], item: str, quantity: int, unit_price: int = 0) -> list[Line]:
    """Exactly so many of the item; 0 takes it out."""
    checked(item, quantity, least=0)
    new: Line = {"item": item, "quantity": quantity, "unit_price": unit_price}
    kept = [new if line["item"] == item else line for line in lines]
    if all(line["item"] != item for line in lines):
        kept.append(new)
    if len(kept) > MOST_LINES:
        raise InvalidInputError(f"a cart of {len(kept)} lines is too long: expected at most {MOST_LINES}")
    return [line for line in kept if line["quantity"]]


def checked(item: str, quantity: object, least: int) -> int:
    """The quantity; raises InvalidInputError for one that a cart cannot hold."""
    if type(quantity) is not int or not least <= quantity <= MOST_OF_ONE:
        raise InvalidInputError(
            f"quantity {quantity!r} of {item} is not valid: expected a whole number, {least} to {MOST_OF_ONE}"
        )
    return quantity
