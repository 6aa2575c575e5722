"""What several things come to: list prices, then bundles, then a coupon, then a discount, then tax."""

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.packs.model import Pack
from commerce.pricing.bundles import with_bundles
from commerce.pricing.coupons import with_coupon
from commerce.pricing.discounts import Decision, Discount, with_discount
from commerce.pricing.price import Priced
from commerce.pricing.terms import ORDINARY, Terms
from commerce.pricing.total import Totals, settled, total
from kit.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Basket:
    """``decision``: about the discount that was asked for; without one, None.

    Where it is not allowed, the figures are those without the discount.
    """

    lines: list[Priced]
    totals: Totals
    decision: Decision | None


def basket(
    lines: Sequence[Priced],
    pack: Pack,
    terms: Terms = ORDINARY,
    coupon: str | None = None,
    discount: Discount | None = None,
) -> Basket:
    """Raises UnknownCouponError, CouponRefusedError, and InvalidInputError for lines that make no sum."""
    if not lines:
        raise InvalidInputError("0 lines cannot be priced: expected at least one")
    reduced, steps = with_bundles(lines, pack, terms)
    decision = None
    if coupon:
        reduced, more = with_coupon(reduced, coupon, pack, terms)
        steps += more
    if discount:
        reduced, more, decision = with_discount(reduced, discount, pack)
        steps += more
    final = settled(reduced, pack)
    return Basket(final, total(final, pack, steps), decision)
