"""Discounts that a person or the bot gives, and who may give how much."""

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.packs.model import Pack
from commerce.packs.prices import ROLES, Role
from commerce.pricing.plain import plain
from commerce.pricing.price import Priced
from commerce.pricing.reduce import reduce
from commerce.pricing.steps import Steps
from commerce.pricing.unit import WHOLE_BP
from kit.errors import InvalidInputError
from kit.money import Money


@dataclass(frozen=True, slots=True)
class Discount:
    """A share (``off_bp``) or an ``amount`` off the whole, asked for by ``role``.

    ``approved_by``: the role of the person who agreed to it, where it is beyond what ``role`` may give.
    """

    role: Role
    off_bp: int | None = None
    amount: Money | None = None
    approved_by: Role | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether ``off_bp`` is within the limit of who asks; otherwise ``needs`` is the least role that may agree.

    ``needs`` is None too where nobody may: the business gives no such discount.
    """

    allowed: bool
    off_bp: int
    limit_bp: int
    needs: Role | None


def decide(off_bp: int, role: Role, pack: Pack, approved_by: Role | None = None) -> Decision:
    """Raises InvalidInputError for a share that is none."""
    if not 0 <= off_bp <= WHOLE_BP:
        raise InvalidInputError(f"a discount of {off_bp} hundredths of a percent: expected 0 to {WHOLE_BP}")
    limits = pack.catalogue.pricing.limits
    limit = max(limits.get(role, 0), limits.get(approved_by, 0) if approved_by else 0)
    above = (each for each in ROLES if limits.get(each, 0) >= off_bp)
    return Decision(off_bp <= limit, off_bp, limit, None if off_bp <= limit else next(above, None))


def with_discount(lines: Sequence[Priced], discount: Discount, pack: Pack) -> tuple[list[Priced], Steps, Decision]:
    """The lines with the discount where it is allowed, as they are where it is not; and the decision."""
    zero = Money(0, lines[0].line.currency)
    base = sum((line.due for line in lines), zero)
    off = _off(discount, base)
    decision = decide(_share(discount, off, base), discount.role, pack, discount.approved_by)
    if not decision.allowed or off.minor == 0:
        return list(lines), [], decision
    step = {"step": "discount", "off_bp": decision.off_bp, "role": discount.approved_by or discount.role}
    reduced = reduce(lines, off, [line.due.minor for line in lines], step, pack)
    return reduced, [{**step, "off": plain(off)}], decision


def _off(discount: Discount, base: Money) -> Money:
    if (discount.off_bp is None) == (discount.amount is None):
        raise InvalidInputError("a discount is a share or an amount: expected one of the two")
    if discount.amount is None:
        assert discount.off_bp is not None
        return base - base.share(WHOLE_BP - discount.off_bp)
    if discount.amount.minor < 0 or base < discount.amount:
        raise InvalidInputError(f"a discount of {discount.amount.minor} is not between 0 and {base.minor} minor units")
    return discount.amount


def _share(discount: Discount, off: Money, base: Money) -> int:
    """The discount in hundredths of a percent of what is due, rounded up: a limit is never passed by rounding."""
    if discount.off_bp is not None:
        return discount.off_bp
    return -(-off.minor * WHOLE_BP // base.minor) if base.minor else 0
