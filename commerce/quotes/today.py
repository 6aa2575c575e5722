"""What a quote that was sent comes to by now: prices, coupons and lists may have changed since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.model import UnknownItemError
from commerce.packs.model import Pack
from commerce.packs.prices import Role
from commerce.pricing.asked import Asked, terms_from
from commerce.pricing.coupons import CouponRefusedError, UnknownCouponError
from commerce.pricing.discounts import Discount
from commerce.quotes.draft import priced_basket
from kit.errors import InvalidInputError


def still_stands(row: Mapping[str, Any], pack: Pack, catalogue: Catalogue, now: datetime) -> bool:
    """Whether the quote of that row comes to the same today: with its coupon, its discount, all that is in it."""
    try:
        found = priced_basket(row["lines"], catalogue, pack, _asked_today(row["terms"], pack, now)).totals.total
    except (CouponRefusedError, InvalidInputError, UnknownCouponError, UnknownItemError):
        return False
    return (found.minor, found.currency) == (row["total"], row["currency"])


def _asked_today(plain: Mapping[str, Any], pack: Pack, now: datetime) -> Asked:
    """The terms that the quote was made under, on this day; what somebody gave off it stays."""
    today = now.astimezone(ZoneInfo(pack.file.timezone)).date()
    off_bp, role = plain.get("off_bp"), cast(Role, plain.get("role", "bot"))
    discount = Discount(role, off_bp, approved_by=plain.get("approved_by")) if off_bp else None
    return Asked(replace(terms_from(plain), on=today), plain.get("coupon"), discount)
