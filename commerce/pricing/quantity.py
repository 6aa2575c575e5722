"""How much may be asked for of a thing."""

from decimal import Decimal

from commerce.packs.items import Item
from kit.errors import InvalidInputError

MOST = 1_000_000
DIVISIBLE = frozenset({"litre", "sqft", "hour"})
"""Units of which a part can be sold; the others come whole."""
PLACES = 3
"""Decimals of a measure."""


def checked(item: Item, quantity: int | Decimal) -> int | Decimal:
    """The quantity, where so much can be sold; raises InvalidInputError saying what can."""
    if isinstance(quantity, bool) or not isinstance(quantity, int | Decimal):
        raise InvalidInputError(f"quantity {quantity!r} of {item.id} cannot be priced: expected a whole number")
    if not Decimal(quantity).is_finite() or quantity <= 0:
        raise InvalidInputError(f"quantity {quantity} of {item.id} cannot be priced: expected more than zero")
    if quantity > MOST:
        raise InvalidInputError(f"quantity {quantity} of {item.id} cannot be priced: expected at most {MOST}")
    if quantity % 1 and item.unit not in DIVISIBLE:
        raise InvalidInputError(
            f"quantity {quantity} of {item.id} cannot be priced: it is sold whole ({item.unit}), expected 1, 2, 3 …"
        )
    if quantity.as_integer_ratio()[1] > 1 and Decimal(10) ** PLACES * quantity % 1:
        raise InvalidInputError(
            f"quantity {quantity} of {item.id} cannot be priced: expected {PLACES} decimals at most"
        )
    return quantity
