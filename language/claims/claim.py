"""One thing that a message says about the business and that a fact must back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.port import Json
from language.words.fold import Folded


@dataclass(frozen=True, slots=True)
class Claim:
    """``text`` at ``start:end`` of the message. ``value`` by kind:

    money ``{"minor", "currency"}`` (currency None where only a sign says it, ``pesos`` without a country; ``bare``
    where a large figure stands alone, which may be a count as well),
    percent ``{"bp"}``,
    date ``{"weekday", "day", "month", "year", "date", "every"}`` (those that were said),
    hour ``{"at": "15:00", "sure": bool, "zone", "on": date or None}`` (not sure: 3:00 without am or pm),
    quantity ``{"count", "unit", "said"}`` (60 minutes, said as 1), free and offer ``{"text"}``,
    url, email, phone, address and reference ``{"text"}``.
    """

    kind: str
    value: Json
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim at folded offsets."""

    kind: str
    value: Json
    start: int
    end: int


GONE = "¦"
"""Stands where a claim has been taken out: it joins nothing."""


def take_out(text: str, hits: list[Hit]) -> str:
    for hit in hits:
        text = blank(text, hit.start, hit.end)
    return text


def blank(text: str, start: int, end: int) -> str:
    return text[:start] + GONE * (end - start) + text[end:]


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that are not empty."""
    return (match for match in pattern.finditer(text) if match.end() > match.start())


def claim_of(hit: Hit, folded: Folded) -> Claim:
    start, end = folded.span(hit.start, hit.end)
    return Claim(hit.kind, hit.value, folded.original[start:end], start, end)
