"""How a language says times: its words, and patterns whose named groups are fields of ``Said``."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from language.embedded.times.amounts import fraction, with_amount
from language.embedded.times.gate import Gate, gates_of
from language.embedded.times.rule import Rule
from language.embedded.times.said import Said

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Grammar:
    language: str
    words: Mapping[str, Mapping[str, Any]]
    """By placeholder: the words and what they mean."""
    digits: Mapping[str, str]
    """By placeholder: a pattern for it in figures."""
    years: Mapping[str, int]
    """Years in words."""
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
    def gates(self) -> list[Gate]:
        return gates_of([(self._expand(rule.pattern), rule) for rule in self.rules])

    @cached_property
    def between(self) -> re.Pattern[str]:
        return re.compile(self.glue)

    def _expand(self, pattern: str) -> str:
        return _PLACEHOLDER.sub(lambda place: self._choices[place[1]], pattern)

    @cached_property
    def _choices(self) -> dict[str, str]:
        """By placeholder: a named group of its words, the longest first, and its figures."""
        return {name: self._group(name) for name in {*self.words, *self.digits}} | {"counted": self.counted}

    def _group(self, name: str) -> str:
        words = sorted(self.words.get(name, ()), key=len, reverse=True)
        figures = [self.digits[name]] if name in self.digits else []
        choices = [*figures, *(re.escape(word).replace(r"\ ", " ") for word in words)]
        return f"(?P<{name}>{'|'.join(choices)})"

    def read(self, match: re.Match[str], rule: Rule) -> Said | None:
        """The fields that one match says, or None where a number in it cannot be what it stands for.

        A group's name may end in ``_``: another way to write the same field.
        """
        found = {name.rstrip("_"): self._value(name, text) for name, text in match.groupdict().items() if text}
        amount, unit = found.pop("n", found.pop("ord", None)), found.pop("unit", None)
        if more := found.pop("more", 0):
            amount += Fraction(more, 60)
        said = _checked(Said(**{**rule.fixed, **found}))
        if said is None:
            return None
        if rule.use:
            return with_amount(said, rule, (1 if amount is None else amount) + rule.plus, unit or rule.unit)
        return _counted_down(said) if rule.to else said

    def _value(self, name: str, text: str) -> Any:
        if name in {"days", "but"}:
            return self._weekdays(text)
        if name == "year" and not text.isdigit():
            return self.years.get(text)
        for words in (self.words.get(name, {}), self.words.get(name.rstrip("_"), {})):
            if text in words:
                return words[text]
        return READERS.get(name.rstrip("_"), int)(text)

    def _weekdays(self, text: str) -> tuple[int, ...]:
        """The weekdays in a list of them, in the order of the week."""
        known = {**self.words["weekday"], **self.words["weekday_"]}
        return tuple(sorted({known[word] for word in re.findall(r"[a-z]+", text) if word in known}))


def full_year(text: str) -> int:
    """Two figures are a year of this century up to 69."""
    year = int(text)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _ordinal(text: str) -> int:
    return int(re.sub(r"\D", "", text))


READERS: Mapping[str, Callable[[str], Any]] = {
    "n": fraction,
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
