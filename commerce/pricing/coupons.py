"""Coupons: a code that takes something off the lines it is about."""

from collections.abc import Sequence

from commerce.packs.model import Pack
from commerce.packs.prices import Coupon
from commerce.pricing.plain import plain
from commerce.pricing.price import Priced
from commerce.pricing.reduce import reduce
from commerce.pricing.scope import covers
from commerce.pricing.steps import Steps
from commerce.pricing.terms import Terms, holds
from commerce.pricing.unit import WHOLE_BP
from kit.errors import ConflictError, NotFoundError
from kit.money import Money


class UnknownCouponError(NotFoundError):
    title = "There is no such coupon"


class CouponRefusedError(ConflictError):
    """``reason``: ``expired``, ``early``, ``minimum`` or ``items``."""

    title = "The coupon does not hold here"

    def __init__(self, detail: str, reason: str) -> None:
        super().__init__(detail)
        self.reason = reason


def with_coupon(lines: Sequence[Priced], code: str, pack: Pack, terms: Terms) -> tuple[list[Priced], Steps]:
    """Raises UnknownCouponError, and CouponRefusedError saying what keeps the coupon from holding."""
    coupon = coupon_of(code, pack, terms)
    about = [covers(coupon, line.item) for line in lines]
    base = _base(coupon, lines, about)
    if coupon.off_bp is not None:
        off = base - base.share(WHOLE_BP - coupon.off_bp)
    else:
        off = min(Money.parse(coupon.amount or "0", base.currency), base, key=lambda amount: amount.minor)
    step = {"step": "coupon", "code": coupon.code, "name": dict(coupon.name)}
    weights = [line.due.minor if held else 0 for line, held in zip(lines, about, strict=True)]
    return reduce(lines, off, weights, step, pack), [{**step, "off": plain(off)}] if off.minor else []


def coupon_of(code: str, pack: Pack, terms: Terms) -> Coupon:
    """The coupon with that code, where it holds that day; raises as ``with_coupon`` does."""
    wanted = code.strip().upper()
    coupon = next((each for each in pack.catalogue.pricing.coupons if each.code == wanted), None)
    if coupon is None:
        raise UnknownCouponError(f"Coupon {wanted} does not exist.")
    if not holds(coupon, terms.on):
        early = coupon.starts is not None and (terms.on is None or terms.on < coupon.starts)
        when = f"holds from {coupon.starts}" if early else f"held until {coupon.ends}"
        raise CouponRefusedError(f"Coupon {coupon.code} {when}.", "early" if early else "expired")
    return coupon


def _base(coupon: Coupon, lines: Sequence[Priced], about: Sequence[bool]) -> Money:
    """What the lines that the coupon is about come to, in list-price terms."""
    zero = Money(0, lines[0].line.currency)
    base = sum((line.due for line, held in zip(lines, about, strict=True) if held), zero)
    if not any(about):
        raise CouponRefusedError(f"Coupon {coupon.code} is not for any of these items.", "items")
    least = Money.parse(coupon.minimum or "0", zero.currency)
    if base < least:
        raise CouponRefusedError(
            f"Coupon {coupon.code} asks for {coupon.minimum} {zero.currency} of its items.", "minimum"
        )
    return base
