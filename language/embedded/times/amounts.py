"""Amounts of units, as they go into a ``Said``: halves of a unit are so many of a finer one."""

from fractions import Fraction

from language.embedded.times.rule import Rule
from language.embedded.times.said import Said

_FINER = {
    **{"minute": ("second", 60), "hour": ("minute", 60), "day": ("hour", 24), "week": ("day", 7)},
    **{"month": ("day", 30), "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)},
}
_MOST = {
    "second": 10**8,
    "minute": 10**7,
    "hour": 10**5,
    "day": 36_500,
    "week": 5_000,
    "month": 1_200,
    "year": 100,
}


def with_amount(said: Said, rule: Rule, amount: int | Fraction, unit: str | None) -> Said | None:
    """An amount of units into the field that the rule names; halves go down to a finer unit."""
    name = unit or ("weekday" if rule.use in {"nth", "away", "near"} else "day")
    if name == "fortnight":
        name, amount = "week", amount * 2
    while Fraction(amount).denominator != 1 and name in _FINER:
        name, times = _FINER[name]
        amount = amount * times
    whole = int(amount) * rule.sign
    if abs(whole) > _MOST.get(name, 100) or (rule.sign and not whole):
        return None
    return Said(**{**{f: getattr(said, f) for f in Said.__slots__}, rule.use: (name, whole)})


def fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
