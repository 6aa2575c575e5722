"""What is said of a price: a discount, a coupon, an offer, instalments, a line more or less, why so much, a copy."""

import re
from collections.abc import Iterator

from language.embedded.data import cue, words
from language.embedded.entities.money import minor
from language.embedded.entities.numbers import figure
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_SHARE = re.compile(r"(?<![\d.,])(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|por ?ciento|percent\b|pct\b)")
_OFF = re.compile(rf"\b{cue('discount')}\b")
_COUPON = re.compile(
    rf"\b{cue('coupon')}(?:\s(?:es|is|de|called|con|the|el|code|codigo))*[\s:#\"'«]+(?P<code>[a-z0-9]{{3,24}})\b"
)
_CODE = re.compile(r"\b(?P<code>[a-z0-9]{3,24})\b")
_OFFER = re.compile(
    rf"\b{cue('offer')}\s(?:por |en |for |like |solo |only |unos |nomas )*"
    r"\$?\s?(?P<figure>\d[\d.,]*\d|\d)(?P<mil>\s?(?:k|mil)\b)?"
)
_MONTHLY = re.compile(rf"\b{cue('instalments')}\b")
_MONTHS = re.compile(rf"\b(?P<count>\d{{1,3}})\s{cue('instalment_units')}\b")
_SPAN = re.compile(rf"(?<![\d.,])(?P<count>\d{{1,4}})\s(?:de )?(?P<unit>{cue('span_units')})\b")
_MORE = re.compile(rf"\b{cue('add_to')}\b")
_LESS = re.compile(rf"\b{cue('take_from')}\b")
_WHY = re.compile(rf"\b{cue('why_so_much')}\b")
_HAND = re.compile(rf"\b{cue('hand_me')}\b")
_THING = re.compile(rf"\b{cue('handed_thing')}\b")
_THING_ALONE = re.compile(
    rf"^\W*(?:(?:and|y|the|el|la|un|una|a|my|mi)\s)*{cue('handed_thing')}\W+(?:please|pls|por favor|porfa\w*)\W*$"
)
""" "The pdf please": what is asked for without a word of handing it over."""
_WAY = re.compile(rf"\b{cue('handed_way')}\b")
_NO_CODE = frozenset(words("coupon_not_code"))
_UNITS = {"hour": ("h",), "month": ("m",), "litre": ("l",)}
_WHOLE = 100


def find(text: Text, world: World) -> Iterator[Entity]:
    yield from _discounts(text)
    yield from _coupons(text, world)
    yield from _offers(text, world)
    yield from _instalments(text)
    if found := _WHY.search(text.plain):
        yield entity("wants", text, found.start(), found.end(), "explain", 0.9)
    found = _THING_ALONE.search(text.plain) or (_HAND.search(text.plain) if _is_handed(text) else None)
    if found:
        yield entity("wants", text, found.start(), found.end(), "send", 0.9)
    for found in _SPAN.finditer(text.plain):
        unit = next(unit for unit, first in _UNITS.items() if found["unit"].startswith(first))
        yield entity("span", text, found.start(), found.end(), {"count": int(found["count"]), "unit": unit}, 0.9)
    for pattern, value in ((_MORE, "add"), (_LESS, "remove")):
        if found := pattern.search(text.plain):
            yield entity("edit", text, found.start(), found.end(), value, 0.9)


def _is_handed(text: Text) -> bool:
    """Whether a document is named, or a way to send it."""
    return bool(_WAY.search(text.plain) or _THING.search(text.plain))


def _discounts(text: Text) -> Iterator[Entity]:
    """A share beside a word that makes it less to pay, in basis points: "10 % de descuento", "20% off"."""
    for found in _SHARE.finditer(text.plain):
        share = int(figure(found["share"]) * _WHOLE)
        if share <= _WHOLE * _WHOLE and _OFF.search(text.plain):
            yield entity("discount", text, found.start(), found.end(), share, 0.95)


def _coupons(text: Text, world: World) -> Iterator[Entity]:
    """The code after its word, or alone where it was asked for."""
    for found in _COUPON.finditer(text.plain):
        if found["code"] not in _NO_CODE:
            yield entity("coupon", text, *found.span("code"), found["code"].upper(), 0.95)
    if world.asked("coupon") and (alone := _CODE.fullmatch(text.plain.strip(" .!"))):
        start = text.plain.index(alone["code"])
        yield entity("coupon", text, start, start + len(alone["code"]), alone["code"].upper(), 0.9)


def _offers(text: Text, world: World) -> Iterator[Entity]:
    """What a customer would rather pay for the whole: "me lo dejas en 1000", "I'll pay 10"."""
    for found in _OFFER.finditer(text.plain):
        amount = figure(found["figure"]) * (1000 if found["mil"] else 1)
        value = {"minor": minor(amount, world.currency), "currency": world.currency}
        yield entity("counter_offer", text, found.start(), found.end(), value, 0.9)


def _instalments(text: Text) -> Iterator[Entity]:
    """Paying over months; ``count`` where so many are named."""
    monthly, counted = _MONTHLY.search(text.plain), _MONTHS.search(text.plain)
    if monthly or counted:
        first = min(found.start() for found in (monthly, counted) if found)
        last = max(found.end() for found in (monthly, counted) if found)
        yield entity("instalments", text, first, last, {"count": int(counted["count"]) if counted else None}, 0.9)
