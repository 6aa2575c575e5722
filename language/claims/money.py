"""Amounts of money in a message, however they are written."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from language.claims.claim import Hit, matches
from language.claims.counts import UNIT
from language.claims.figures import FIGURE, MAGNITUDES, any_number, parse_number
from language.port import Json
from language.words.numerals import number_words

_CURRENCIES = {
    **dict.fromkeys(("usd", "us", "u.s.", "dolar", "dolares", "dollar", "dollars", "buck", "bucks"), "USD"),
    **dict.fromkeys(("cop", "col", "pesos colombianos"), "COP"),
    **dict.fromkeys(("mxn", "mx", "m.n.", "pesos mexicanos"), "MXN"),
    **dict.fromkeys(("eur", "€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("peso", "pesos"), "pesos"),
}
_SIGN = r"(?:(?P<code>(?:us|u\.s\.|col|mx)(?= ?\$)|usd|cop|mxn|eur) ?\$? ?|(?P<sign>[$€]) ?)"
_NAMES = (
    r"(?:pesos colombianos|pesos mexicanos|pesos?|dolares|dolar|dollars?|bucks?|euros?|usd|cop|mxn|eur|m\.n\.|"
    r"centavos?|cents?)(?!\w)"
)
_NAME = rf"(?P<name>{_NAMES})"
_SIZE = r"(?: ?(?P<size>millones|millon|millions?|mil|thousand|grand|mm|k|m)\b(?!\.n))?"
_SUMS = r"(?: ?(?P<size>millones|millon|million|mil|thousand|k|grand))\b"
_BEFORE = r"(?<![\w.,])"
_PRICED = {
    "es": r"\b(?:cuestan?|costaria|valen?|salen? (?:en|a|por)|(?:el )?precio (?:es de |es |de )?|"
    r"total(?: es de| es| de|:)?|por (?:solo|apenas)|a (?:solo|tan solo)) ?"
    r"(?:desde |unos |solo |solamente |apenas )?",
    "en": r"\b(?:costs?|(?:the )?price (?:is|of)|priced at|total(?: is| of|:)?|for (?:only|just)) ?"
    r"(?:about |around |only |just |from )?",
}
"""Words before a price that has neither sign nor currency."""
_COUNTED = rf"(?! (?:de )?(?!{_NAMES})[a-z]{{3,}}s\b)"
"""No plural follows: the number counts something else than money."""
_ALONE = rf"(?![\w%/]| ?%|[.,:-]\d){_COUNTED}(?! (?:am|pm|a\. ?m|p\. ?m|{UNIT})(?!\w))"
_HUNDREDS = {
    "es": r"(?:(?:dos|tres|cuatro|seis|ocho)cient[oa]s|quinient[oa]s|(?:sete|nove)cient[oa]s)",
    "en": r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine) hundred|a thousand)",
}
"""Round sums that need no currency to be understood: "te las dejo en ochocientos", "two hundred off"."""
_RANGE_END = re.compile(
    rf"(?: ?- ?| (?:a|to|hasta) (?!{FIGURE} [a-z]{{3,}}s\b))(?P<number>{FIGURE}){_SIZE}"
    r"(?!(?: [a-z²]+){0,2} ?[%x×])(?![\w.,]*\d)"
)
_RANGE_START = re.compile(
    rf"(?:\b(?:entre|between|from|de|desde) (?P<named>{FIGURE}) ?(?:-|a|to|hasta|y|and|o|or)|"
    rf"(?<![\w.,])(?P<number>{FIGURE}) ?(?:-|a|to|hasta)) ?$"
)
_PARTS_OF_ONE = {
    **dict.fromkeys(("a", "an"), Decimal(1)),
    **dict.fromkeys(("medio", "half a", "half an"), Decimal("0.5")),
    "a hundred": Decimal(100),
    "a thousand": Decimal(1000),
}
_NEAR = 40
"""Characters before an amount in which the start of its range stands."""
_PARTS = {"minus", "code", "sign", "number"}


def find_money(text: str, language: str, locale: str) -> Iterator[Hit]:
    """By a sign, a code, a currency's name, a word for prices, or the size of a sum.

    ``$1,290``, ``USD 20``, ``1.290 pesos``, ``cuesta 1.290``, ``dos millones``.
    """
    for pattern in _patterns(language):
        for match in matches(pattern, text):
            spoken = match["number"][:1].isalpha() and "name" not in pattern.groupindex
            sized = "size" in pattern.groupindex and match["size"]
            round_sum = "bare" in pattern.groupindex
            if not spoken or sized or round_sum or _is_sum(match["number"]):
                start = min(match.start(name) for name in _PARTS & pattern.groupindex.keys() if match[name])
                yield Hit("money", _value(match, language, locale), start, match.end())


def find_range_ends(text: str, hits: list[Hit], locale: str) -> Iterator[Hit]:
    """The bare ends of ranges: ``$500-900``, ``entre 500 y $900``."""
    for hit in hits:
        if hit.kind == "money":
            after = _RANGE_END.match(text, hit.end)
            if after:
                yield _like(hit, after, "number", locale, after.end())
            base = max(0, hit.start - _NEAR)
            before = _RANGE_START.search(text, base, hit.start)
            if before:
                group = "named" if before["named"] else "number"
                yield _like(hit, before, group, locale, before.end(group))


@lru_cache
def _patterns(language: str) -> list[re.Pattern[str]]:
    number = any_number(language)
    return [
        re.compile(rf"{_PRICED[language]}(?P<number>{FIGURE}){_SIZE}{_ALONE}"),
        re.compile(rf"(?<![\w.,:/#-])(?P<number>(?P<bare>\d{{1,3}}(?:[.,]\d{{3}})+)){_ALONE}"),
        re.compile(rf"(?<![\w.])(?P<minus>(?<!\d)-)?{_SIGN}(?P<number>{FIGURE}){_SIZE}(?: (?:de )?{_NAME})?"),
        re.compile(
            rf"{_BEFORE}(?P<number>{number}) ?(?:de )?{_NAME} (?:con|y|and) (?P<cents>{number}) (?:centavos?|cents?)\b"
        ),
        re.compile(rf"{_BEFORE}(?P<bare>(?P<number>{_HUNDREDS[language]})){_ALONE}(?! (?:por ?ciento|percent)\b)"),
        re.compile(
            rf"\b(?:en|in) {_NAME} (?:son|seria|serian|es|it's|that's|comes to)(?: como| unos| about| around)? "
            rf"(?P<number>{number})"
        ),
        re.compile(rf"{_BEFORE}(?P<number>{number}){_SIZE} ?(?:de )?{_NAME}"),
        re.compile(rf"{_BEFORE}(?P<number>{FIGURE}){_SIZE} ?(?P<sign>[$€])(?! ?\d)"),
        re.compile(rf"{_BEFORE}(?P<number>{FIGURE}){_SUMS}{_COUNTED}"),
        re.compile(rf"{_BEFORE}(?P<number>{number_words(language)}){_COUNTED}"),
        re.compile(rf"{_BEFORE}(?P<number>{number_words(language)}|an?) (?P<size>grand)\b"),
        re.compile(r"\b(?P<number>medio|half an?) (?P<size>millon|million)\b"),
    ]


def _is_sum(words: str) -> bool:
    """ "Dos millones", "veinte mil": a sum even where no currency is named. "Veinte" alone is none."""
    hundreds = re.match(r"(?:eleven|twelve|\w+teen|twenty) hundred\b", words) is not None
    return hundreds or (" " in words and re.search(r"\b(?:mil|millon|millones|thousand|million)\b", words) is not None)


def _value(match: re.Match[str], language: str, locale: str) -> Json:
    groups = match.groupdict()
    name = groups.get("name") or ""
    value = _sized(groups["number"], groups.get("size"), language, locale)
    if value is not None and name.startswith(("cent", "centavo")):
        value /= 100
    if value is not None and groups.get("cents"):
        value += (parse_number(groups["cents"], language, locale) or Decimal(0)) / 100
    if value is not None and groups.get("minus"):
        value = -value
    if groups.get("bare"):
        return {**_minor(value, None, match[0]), "bare": True}
    currency = _CURRENCIES.get(name) or _CURRENCIES.get(groups.get("code") or groups.get("sign") or "")
    return _minor(value, currency, match[0])


def _sized(number: str, size: str | None, language: str, locale: str) -> Decimal | None:
    """ "2.4 millones" has a decimal point; "2.400" alone is thousands, as no price has three decimals."""
    value = _PARTS_OF_ONE.get(number) or parse_number(number, language, locale, whole_thousands=size is None)
    return value.scaleb(MAGNITUDES[size]) if value is not None and size else value


def _minor(value: Decimal | None, currency: str | None, said: str) -> Json:
    """In hundredths, as every currency here has them; a figure that is no amount keeps its words."""
    cents = None if value is None else value.scaleb(2)
    if cents is None or cents != cents.to_integral_value():
        return {"minor": None, "currency": currency, "said": said}
    return {"minor": int(cents), "currency": currency}


def _like(hit: Hit, match: re.Match[str], group: str, locale: str, end: int) -> Hit:
    """In the currency of the range's other end."""
    value = _sized(match[group], match.groupdict().get("size"), "en", locale)
    return Hit("money", _minor(value, hit.value["currency"], match[group]), match.start(group), end)
