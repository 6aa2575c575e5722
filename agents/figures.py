"""The figures of a text that somebody vouches for, as values of their own, so that each is a fact with its source."""

from datetime import date
from decimal import Decimal
from typing import Any

from agents.context import Context
from agents.prove import voice_of
from agents.state import State
from kit.money import Money
from language import values
from language.claims.claim import Claim
from language.claims.find import find_claims
from language.port import Json

CONTACTS = {"email", "phone", "url"}


def figures_of(text: str, language: str, state: State, context: Context) -> list[values.Value]:
    """Prices, shares, days, counts, phones and addresses in ``text``; what is not told exactly is left out."""
    locale = voice_of(state, context)["locale"]
    claims = find_claims(text, language, locale, None, context.timezone)
    found = [_value(claim, context.pack.file.currency) for claim in claims]
    return [value for value in found if value is not None]


def _value(claim: Claim, currency: str) -> values.Value | None:
    told: Any = claim.value
    match claim.kind:
        case "money" if told["minor"] is not None:
            return values.money(Money(told["minor"], told["currency"] or currency))
        case "percent" if told["bp"] is not None:
            return values.percent(told["bp"])
        case "date" if told.get("date"):
            return values.day(date.fromisoformat(told["date"]))
        case "quantity":
            return _count(told)
        case kind if kind in CONTACTS:
            return values.contact(kind, claim.text)
        case "reference":
            return values.reference(claim.text)
    return None


def _count(told: Json) -> values.Value | None:
    """Only whole counts: half an hour is thirty minutes already."""
    if told["count"] is None or Decimal(told["count"]) % 1:
        return None
    return values.quantity(int(Decimal(told["count"])), told["unit"])
