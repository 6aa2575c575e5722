"""The rate at which payments over months are worth what was lent today. Decimals throughout; no float."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kit.errors import InvalidInputError
from kit.money import Money

_HALVINGS = 120
_MOST = Decimal(100)
"""A month's rate that no plan reaches: 10,000 %."""


def monthly(lent: Money, payments: Sequence[Money]) -> Decimal:
    """By bisection, to far more places than are told; raises InvalidInputError where nothing was lent."""
    amounts = [Decimal(payment.minor) for payment in payments]
    if lent.minor <= 0:
        raise InvalidInputError("a plan whose fee takes all that is lent has no rate")
    if sum(amounts) <= lent.minor:
        return Decimal(0)
    low, high = Decimal(0), _MOST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _worth(amounts, middle) > lent.minor:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def apr_bp(month: Decimal) -> int:
    """A year's rate without compounding, in hundredths of a percent."""
    return _hundredths(month * 12)


def effective_bp(month: Decimal) -> int:
    """A year's rate with compounding, in hundredths of a percent."""
    return _hundredths((1 + month) ** 12 - 1)


def _worth(amounts: Sequence[Decimal], month: Decimal) -> Decimal:
    """What the payments, one a month from now on, are worth today."""
    worth = Decimal(0)
    for amount in reversed(amounts):
        worth = (worth + amount) / (1 + month)
    return worth


def _hundredths(share: Decimal) -> int:
    return int((share * 10_000).quantize(Decimal(1), ROUND_HALF_UP))
