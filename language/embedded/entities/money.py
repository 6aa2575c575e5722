"""Amounts and budgets, in minor units: ``15k``, ``$1.200.000``, ``entre 3 y 5 millones``, ``USD 2,500.50``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kit.money import MINOR_DIGITS
from language.embedded.data import cue
from language.embedded.entities.numbers import Number, numbers_in
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity, Json

_MARKS = {
    "us$": "USD", "usd": "USD", "u$s": "USD", "dolares": "USD", "dolar": "USD", "dollars": "USD", "dollar": "USD",
    "bucks": "USD", "dlls": "USD", "cop": "COP", "cop$": "COP", "col$": "COP", "mxn": "MXN", "mxn$": "MXN",
    "mx$": "MXN", "varos": "MXN", "eur": "EUR", "€": "EUR", "euros": "EUR", "euro": "EUR",
    "$": "", "pesos": "", "peso": "",
}  # fmt: skip
"""Empty: whatever the tenant's currency is, or the country's pesos."""
_PESOS = {"CO": "COP", "MX": "MXN"}
_MARK = "|".join(re.escape(mark) for mark in sorted(_MARKS, key=len, reverse=True))
_BEFORE = re.compile(rf"(?<![^\W_])({_MARK})\s?$")
_AFTER = re.compile(rf"\s?(?:de )?({_MARK})(?![^\W_])")
_JOINT = re.compile(r"\s?(?:y|and|a|to|o|or|-|hasta)\s?")
_OPENING = re.compile(r"\b(?:entre|between|de|from|desde)\s$")
_CUE = re.compile(rf"\b{cue('budget_lead')}\b")
_LEAST = re.compile(rf"\b{cue('budget_least')}\b")
_ABOUT = re.compile(rf"\b{cue('budget_about')}\b")
_OWN = re.compile(rf"\b{cue('budget_own')}\b")
_HAVE = re.compile(rf"\b{cue('budget_have')}\s(?:{cue('budget_hedge')}\s)?$")
_CAP = re.compile(rf"\s?{cue('budget_cap')}")
_SLANG = ("k", "grand", "lucas", "palos")
_COUNTED = re.compile(rf"\W{{0,2}}{cue('counted')}\b")
_PRICED = re.compile(rf"\b{cue('money_verb')}\s(?:(?:en|a|de|como|unos|about|like|just|only|es de|son|is|me)\s)?$")
_THING = re.compile(
    rf"\s(?:(?:de|of)\s(?!{cue('money_de')}\b)|(?!{cue('number_then')}\b|{cue('after_amount')}\b))[a-z]{{2,}}"
)
"""What is counted, so that the figure is no amount: "3 millones de visitas"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it. ``currency`` is None where none was said."""

    number: Number
    start: int
    end: int
    currency: str | None


def find(text: Text, world: World) -> Iterator[Entity]:
    amounts = [_amount(text, number, world) for number in numbers_in(text, world.language)]
    place = 0
    while place < len(amounts):
        low = amounts[place]
        high = amounts[place + 1] if place + 1 < len(amounts) and _is_range(text, low, amounts[place + 1]) else None
        found = _range(text, low, high, world) if high else _single(text, low, world)
        if found:
            yield found
        place += 2 if high and found else 1


def minor(value: Decimal, currency: str) -> int:
    return int(value.scaleb(MINOR_DIGITS[currency]).quantize(Decimal(1), ROUND_HALF_UP))


def _money(value: Decimal, currency: str) -> Json:
    return {"minor": minor(value, currency), "currency": currency}


def _amount(text: Text, number: Number, world: World) -> Amount:
    before = _BEFORE.search(text.plain, max(0, number.start - 6), number.start)
    after = _AFTER.match(text.plain, number.end)
    start = before.start() if before else number.start
    end = after.end() if after else number.end
    marks = [_MARKS[found[1]] for found in (after, before) if found]
    if not marks:
        return Amount(number, start, end, None)
    named = next((mark for mark in marks if mark), "")
    local = _PESOS.get(world.region, world.currency) if after and after[1].startswith("peso") else world.currency
    return Amount(number, start, end, named or local)


def is_marked(text: Text, number: Number) -> bool:
    """Whether a currency stands beside the figure: "50 pesos" is an amount, and no number of things."""
    return bool(_BEFORE.search(text.plain, 0, number.start) or _AFTER.match(text.plain, number.end))


def _is_range(text: Text, low: Amount, high: Amount) -> bool:
    between = text.plain[low.end : high.start]
    if not _JOINT.fullmatch(between):
        return False
    return (
        "-" in between
        or between.strip() in {"a", "to", "hasta"}
        or _OPENING.search(text.plain, max(0, low.start - 9), low.start) is not None
    )


def _range(text: Text, low: Amount, high: Amount, world: World) -> Entity | None:
    """ "3 y 5 millones": the first number takes the scale of the second where that keeps them in order."""
    if not _is_money(text, high, world) and not low.currency:
        return None
    currency = high.currency or low.currency or world.currency
    least, most = low.number.value, high.number.value
    if high.number.scaled and not low.number.scaled and least < 1000:
        least *= Decimal(1000 if most < 1_000_000 else 1_000_000)
    if least > most:
        return None
    value = {"min": _money(least, currency), "max": _money(most, currency)}
    return entity("budget", text, low.start, high.end, value, 0.95)


def _single(text: Text, amount: Amount, world: World) -> Entity | None:
    if not _is_money(text, amount, world):
        return None
    currency = amount.currency or world.currency
    said = _money(amount.number.value, currency)
    lead = text.plain[max(0, amount.start - 28) : amount.start]
    if not (_is_budget(lead, text.plain[amount.end : amount.end + 16]) or world.asked("budget")):
        return entity("money", text, amount.start, amount.end, said, 0.95 if amount.currency else 0.8)
    value = {"min": None, "max": said}
    if _ABOUT.search(lead):
        value = {"min": said, "max": said}
    elif _LEAST.search(lead) and not _OWN.search(lead):
        value = {"min": said, "max": None}
    return entity("budget", text, amount.start, amount.end, value, 0.9)


def _is_budget(lead: str, rest: str) -> bool:
    return bool(
        _OWN.search(lead)
        or _OWN.search(rest)
        or _HAVE.search(lead)
        or _CAP.match(rest)
        or (_CUE.search(lead) and not re.search(r"\b(?:cost|cuest|vale|worth|value)", lead))
    )


def _is_money(text: Text, amount: Amount, world: World) -> bool:
    """A currency, or thousands and millions that count nothing else, or any number where a budget was asked for."""
    if amount.currency:
        return True
    if not amount.number.scaled:
        lead = text.plain[max(0, amount.start - 28) : amount.start]
        named = _OWN.search(lead) or (_PRICED.search(lead) and not _THING.match(text.plain, amount.end))
        return amount.number.value >= 100 and (world.asked("budget", "money") or named is not None)
    if text.plain[max(0, amount.start - 1) : amount.start] == "#":
        return False
    if text.plain[amount.number.start : amount.number.end].endswith(_SLANG):
        return _COUNTED.match(text.plain, amount.end) is None
    return not _THING.match(text.plain, amount.end) or world.asked("budget", "money")
