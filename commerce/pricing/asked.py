"""All that a price is asked under, in one value that records and waiting actions can hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commerce.pricing.discounts import Discount
from commerce.pricing.terms import ORDINARY, Terms


@dataclass(frozen=True, slots=True)
class Asked:
    """``terms``: for whom, where and when. ``coupon`` and ``discount``: what shall come off."""

    terms: Terms = ORDINARY
    coupon: str | None = None
    discount: Discount | None = None

    def without_coupon(self) -> "Asked":
        return replace(self, coupon=None)

    def without_approval(self) -> "Asked":
        """Less a discount that holds only because a person agreed to it."""
        granted = self.discount is not None and self.discount.approved_by is not None
        return replace(self, discount=None) if granted else self

    def plain(self) -> dict[str, Any]:
        """``{"on", "price_list", "complexity", "postal_code", "coupon", "off_bp", "role", "approved_by"}``, what is
        not None of them."""
        terms, discount = self.terms, self.discount
        every = {
            "on": terms.on.isoformat() if terms.on else None,
            "price_list": terms.price_list,
            "complexity": terms.complexity,
            "postal_code": terms.postal_code,
            "coupon": self.coupon,
            "off_bp": discount.off_bp if discount else None,
            "role": discount.role if discount else None,
            "approved_by": discount.approved_by if discount else None,
        }
        return {name: value for name, value in every.items() if value is not None}


AS_LISTED = Asked()


def terms_from(plain: Mapping[str, Any]) -> Terms:
    """The terms of ``Asked.plain()``."""
    on = date.fromisoformat(plain["on"]) if plain.get("on") else None
    return Terms(on, plain.get("price_list"), plain.get("complexity"), plain.get("postal_code"))
