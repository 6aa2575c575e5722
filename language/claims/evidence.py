"""What the facts hold, ready to be compared with claims."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from language.claims.claim import Claim
from language.claims.contacts import plain_phone, plain_url, same_phone
from language.claims.counts import NEVER_IMPLIED, THINGS, alike, unit_of
from language.port import Json
from language.values import Value
from language.words.fold import plain

_HOME = {"CO": "COP", "MX": "MXN", "US": "USD", "ES": "EUR"}
_VERBATIM = {"quoted", "name", "address", "reference"}
_LONG_ENOUGH = 4
"""Letters and digits that a text needs so that its words are recognised as its own, wherever they stand."""


class Evidence:
    """Tagged values by kind, and the claims that quoted texts make."""

    def __init__(self, live: Sequence[Value], quoted: Sequence[Claim], zone: ZoneInfo, region: str) -> None:
        self._zone = zone
        self._home = _HOME.get(region)
        self._quoted = quoted
        self._values: dict[str, list[Value]] = {}
        for value in live:
            self._values.setdefault(value["$"], []).append(value)

    def proves(self, claim: Claim) -> bool:
        prove = self._by_value[claim.kind]
        return prove(self, claim.value) or any(_within(claim, other, self._home) for other in self._quoted)

    def _money(self, value: Json) -> bool:
        if value.get("bare") and any(fact["count"] * 100 == value["minor"] for fact in self._of("quantity")):
            return True
        return any(
            fact["minor"] == value["minor"] and _same_currency(value["currency"], fact["currency"])
            for fact in self._of("money")
        )

    def _percent(self, value: Json) -> bool:
        return any(fact["bp"] == value["bp"] for fact in self._of("percent"))

    def _free(self, _value: Json) -> bool:
        return any(fact["minor"] == 0 for fact in self._of("money"))

    def _date(self, value: Json) -> bool:
        days = [at.date() for at in self._instants()] + [date.fromisoformat(fact["on"]) for fact in self._of("day")]
        return any(_is_on(day, value) for day in days)

    def _hour(self, value: Json) -> bool:
        zone = ZoneInfo(value["zone"]) if value["zone"] else self._zone
        return any(
            _same_clock(f"{at.astimezone(zone):%H:%M}", value)
            and (value["on"] is None or _is_on(at.date(), value["on"]))
            for at in self._instants()
        )

    def _quantity(self, value: Json) -> bool:
        return any(_same_count(fact, value) for fact in self._of("quantity"))

    def _email(self, value: Json) -> bool:
        return any(plain(fact["text"]) == value["text"] for fact in self._of("email"))

    def _url(self, value: Json) -> bool:
        return any(plain_url(plain(fact["text"])) == value["text"] for fact in self._of("url"))

    def _phone(self, value: Json) -> bool:
        return any(
            same_phone(value["text"], plain_phone(fact["text"]))
            for fact in [*self._of("phone"), *self._of("reference")]
        )

    def _reference(self, value: Json) -> bool:
        return any(fact["text"].upper() == value["text"] for fact in self._of("reference"))

    def _nothing(self, _value: Json) -> bool:
        return False

    def _of(self, kind: str) -> list[Value]:
        return self._values.get(kind, [])

    def _instants(self) -> list[datetime]:
        return [datetime.fromisoformat(fact["at"]).astimezone(self._zone) for fact in self._of("instant")]

    _by_value: Mapping[str, Callable[["Evidence", Json], bool]] = {
        "money": _money,
        "percent": _percent,
        "free": _free,
        "offer": _nothing,
        "date": _date,
        "hour": _hour,
        "quantity": _quantity,
        "email": _email,
        "url": _url,
        "phone": _phone,
        "reference": _reference,
        "address": _nothing,
    }


def _within(claim: Claim, quoted: Claim, home: str | None) -> bool:
    """Whether a quoted text says at least what the claim says. Its "$" is of the reader's country, ``home``."""
    said, known = claim.value, quoted.value
    match claim.kind, quoted.kind:
        case "date", "hour":
            return known["on"] is not None and bool(said.items() <= known["on"].items())
        case "hour", "hour":
            fitting = said["on"] is None or (known["on"] is not None and said["on"].items() <= known["on"].items())
            return _same_clock(known["at"], said) and said["zone"] == known["zone"] and fitting
        case "date", "date":
            return bool(said.items() <= known.items())
        case "money", "money":
            return said["minor"] == known["minor"] and _same_currency(said["currency"], known["currency"] or home)
        case "phone", "phone":
            return same_phone(said["text"], known["text"])
        case "address", "address":
            return said["text"] in known["text"]
        case "quantity", "quantity":
            return bool((said["count"], said["unit"]) == (known["count"], known["unit"]))
    return claim.kind == quoted.kind and bool(said == known)


def _same_currency(said: str | None, known: str | None) -> bool:
    return said in {None, known} or (said == "pesos" and known in {"COP", "MXN"})


def _same_clock(at: str, claimed: Json) -> bool:
    if claimed["sure"]:
        return bool(at == claimed["at"])
    return _twelve(at) == _twelve(claimed["at"])


def _twelve(at: str) -> int:
    hour, minute = map(int, at.split(":"))
    return hour % 12 * 60 + minute


def _is_on(day: date, said: Mapping[str, Json]) -> bool:
    """Whether all that was said of a date is so of ``day``. What recurs is no single day's to prove."""
    known = {
        "weekday": day.weekday(),
        "day": day.day,
        "month": day.month,
        "year": day.year,
        "date": day.isoformat(),
    }
    if "before" in said and day.isoformat() >= said["before"]:
        return False
    return all(name in known and known[name] == value for name, value in said.items() if name != "before")


def _same_count(fact: Value, claimed: Json) -> bool:
    """A fact without a unit takes the one that the words around it name."""
    if claimed["count"] is None:
        return False
    if not fact["unit"]:
        return claimed["unit"] not in NEVER_IMPLIED and Decimal(claimed["said"]) == Decimal(fact["count"])
    count, unit = alike(Decimal(fact["count"]), unit_of(fact["unit"]))
    shelf = {unit, claimed["unit"]} <= THINGS and "stock" in {unit, claimed["unit"]}
    return Decimal(claimed["count"]) == count and (unit == claimed["unit"] or shelf)


def texts_of(live: Iterable[Value]) -> list[str]:
    """Texts of facts whose words, wherever they stand in a message, are the facts' own."""
    return [str(value["text"]) for value in live if value["$"] in _VERBATIM]


def known_spans(text: str, known: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded ``text`` carries a known text whole: not the "$350" of "$350.000"."""
    spans = []
    for each in sorted(set(known), key=len, reverse=True):
        words = plain(each).strip(" .")
        lettered = any(map(str.isalpha, words)) and sum(map(str.isalnum, words)) >= _LONG_ENOUGH
        if not lettered and not _is_number(words):
            continue
        spans += [
            match.span() for match in re.finditer(rf"(?<![\w.,$@/-]){re.escape(words)}(?![\w@/%$-]|[.,:]\w)", text)
        ]
    return spans


def _is_number(words: str) -> bool:
    """A licence or tax number: long enough to be nothing else."""
    return sum(map(str.isdigit, words)) >= 7 and " " not in words
