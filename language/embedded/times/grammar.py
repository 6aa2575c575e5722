"""How a language says times: its words, and patterns whose named groups are fields of ``Said``."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from language.embedded.times.said import Said


@dataclass(frozen=True)
class Rule:
    """``pattern`` runs over folded text; ``{name}`` is one of the grammar's words, read into that field.

    ``fixed`` are fields the pattern says by itself; ``use`` names the field that takes ``{n}`` and ``{unit}``
    together, times ``sign``. ``to`` makes the minutes count down to the hour.
    """

    pattern: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    use: str = ""
    sign: int = 1
    to: bool = False


@dataclass(frozen=True)
class Grammar:
    language: str
    words: Mapping[str, Mapping[str, Any]]
    """By placeholder: the words and what they mean."""
    digits: Mapping[str, str]
    """By placeholder: a pattern for it in figures."""
    rules: Sequence[Rule]
    glue: str
    """What may stand between two pieces of one time."""
    through: str
    """What stands between the two ends of an interval."""
    alternative: str
    """What stands between two times that share what only one of them says."""
    counted: str
    """A look-ahead for what a number counts, so that "at 3 locations" is no hour."""

    @cached_property
    def compiled(self) -> list[tuple[re.Pattern[str], Rule]]:
        return [(re.compile(self._expand(rule.pattern)), rule) for rule in self.rules]

    def _expand(self, pattern: str) -> str:
        for name in {*self.words, *self.digits}:
            pattern = pattern.replace(f"{{{name}}}", f"(?P<{name}>{self._choices(name)})")
        pattern = pattern.replace("{counted}", self.counted)
        return rf"(?<![\w$#€£/:])(?<!\d[.,])(?:{pattern})(?![\w$€£%])(?![.,:/]\d)"

    def _choices(self, name: str) -> str:
        words = sorted(self.words.get(name, ()), key=len, reverse=True)
        figures = [self.digits[name]] if name in self.digits else []
        return "|".join([*figures, *(re.escape(word).replace(r"\ ", " ") for word in words)])

    def read(self, match: re.Match[str], rule: Rule) -> Said | None:
        """The fields that one match says, or None where a number in it cannot be what it stands for.

        A group's name may end in ``_``: another way to write the same field.
        """
        found = {name.rstrip("_"): self._value(name, text) for name, text in match.groupdict().items() if text}
        amount, unit = found.pop("n", found.pop("ord", None)), found.pop("unit", None)
        said = _checked(Said(**{**rule.fixed, **found}))
        if said is None:
            return None
        if rule.use:
            return _with_amount(said, rule, 1 if amount is None else amount, unit)
        return _counted_down(said) if rule.to else said

    def _value(self, name: str, text: str) -> Any:
        for words in (self.words.get(name, {}), self.words.get(name.rstrip("_"), {})):
            if text in words:
                return words[text]
        return READERS.get(name.rstrip("_"), int)(text)


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def full_year(text: str) -> int:
    """Two figures are a year of this century up to 69."""
    year = int(text)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _ordinal(text: str) -> int:
    return int(re.sub(r"\D", "", text))


READERS: Mapping[str, Callable[[str], Any]] = {
    "n": _fraction,
    "year": full_year,
    "day": _ordinal,
    "bare": _ordinal,
    "ord": _ordinal,
}

_LIMITS = {
    "year": (1900, 2100),
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 24),
    "minute": (0, 59),
    "second": (0, 59),
}


def _checked(said: Said) -> Said | None:
    for name, (least, most) in _LIMITS.items():
        value = getattr(said, name)
        if value is not None and not least <= value <= most:
            return None
    if said.half == "am" and (said.hour or 0) > 12:
        return None
    if said.hour is not None and said.half is None and (said.hour == 0 or said.hour > 12):
        return replace(said, half="24")
    return said


def _counted_down(said: Said) -> Said | None:
    """ "Twenty to four" is 3:40."""
    if said.hour is None or not said.minute:
        return said
    hour = said.hour - 1 or (12 if said.half != "24" else 0)
    return replace(said, hour=hour, minute=60 - said.minute)


_FINER = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "week": ("day", 7)}
_MOST = {
    "second": 10**8,
    "minute": 10**7,
    "hour": 10**5,
    "day": 36_500,
    "week": 5_000,
    "month": 1_200,
    "year": 100,
}


def _with_amount(said: Said, rule: Rule, amount: int | Fraction, unit: str | None) -> Said | None:
    """An amount of units into the field that the rule names; halves go down to a finer unit."""
    name = unit or ("weekday" if rule.use == "nth" else "day")
    if name == "fortnight":
        name, amount = "week", amount * 2
    while Fraction(amount).denominator != 1 and name in _FINER:
        name, times = _FINER[name]
        amount = amount * times
    whole = int(amount) * rule.sign
    if abs(whole) > _MOST.get(name, 100):
        return None
    return Said(**{**{f: getattr(said, f) for f in Said.__slots__}, rule.use: (name, whole)})


HALVES = {f"{letter}{mark}": f"{letter}m" for letter in "ap" for mark in ("m", ".m", ".m.", ". m.", ". m", " m", " m.")}


def forms(**listed: str) -> dict[str, str]:
    """``{"mins": "minute", …}`` from ``minute="minute minutes min mins"``."""
    return {form: name for name, words in listed.items() for form in words.split()}


def rules(*pairs: tuple[str, Mapping[str, Any]] | str) -> Iterator[Rule]:
    """Rules without amounts, written shortly: a pattern, or a pattern with what it says by itself."""
    for pair in pairs:
        yield Rule(pair) if isinstance(pair, str) else Rule(*pair)
