"""A pattern of a grammar, and what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Rule:
    """``pattern`` runs over folded text; ``{name}`` is one of the grammar's words, read into that field.

    ``fixed`` are fields the pattern says by itself; ``use`` names the field that takes ``{n}`` and ``{unit}``
    together, times ``sign``; "and a half" is ``plus``, and ``unit`` stands where no word says it. ``to`` makes the
    minutes count down to the hour.
    """

    pattern: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    use: str = ""
    sign: int = 1
    to: bool = False
    plus: Fraction = Fraction(0)
    unit: str = ""


HALVES = {f"{letter}{mark}": f"{letter}m" for letter in "ap" for mark in ("m", ".m", ".m.", ". m.", ". m", " m", " m.")}


def forms(**listed: str) -> dict[str, str]:
    """``{"mins": "minute", …}`` from ``minute="minute minutes min mins"``."""
    return {form: name for name, words in listed.items() for form in words.split()}


def rules(*pairs: tuple[str, Mapping[str, Any]] | str) -> Iterator[Rule]:
    """Rules without amounts, written shortly: a pattern, or a pattern with what it says by itself."""
    for pair in pairs:
        yield Rule(pair) if isinstance(pair, str) else Rule(*pair)
