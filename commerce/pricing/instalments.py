"""A total in equal parts that add up to exactly it."""

from kit.errors import InvalidInputError
from kit.money import Money

WHOLE = {"COP": 100}
"""Minor units of the smallest amount that is paid in practice, where it is not one: no centavo coins."""


def instalments(total: Money, count: int) -> list[Money]:
    """``count`` payments, the odd units on the first ones; raises InvalidInputError for fewer than one."""
    if count < 1:
        raise InvalidInputError(f"{count} instalments are not possible: expected at least 1")
    step = step_of(total)
    parts = Money(total.minor // step, total.currency).split(count)
    return [Money(part.minor * step, part.currency) for part in parts]


def step_of(total: Money) -> int:
    """The minor units that a payment of this total is a multiple of: whole pesos, where the total has no centavos."""
    step = WHOLE.get(total.currency, 1)
    return 1 if total.minor % step else step
