"""``unproven``: the claims of a message that no fact of this conversation backs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from language import values
from language.claims.claim import Claim
from language.claims.evidence import Evidence, known_spans, texts_of
from language.claims.find import claims_in
from language.words.fold import fold, plain

Fact = Mapping[str, Any]
"""``{"id", "kind", "value": tagged, "source", "expires": ISO or None}``"""


def unproven(
    text: str,
    facts: Sequence[Fact],
    language: str,
    locale: str,
    timezone: str,
    now: datetime | None,
) -> list[Claim]:
    """Claims without an unexpired fact, in their order; empty when everything that the message says holds.

    Each claim must be one fact's value, or stand in words that a fact quotes. An hour with its date must be
    of one and the same fact. Without ``now`` no fact has expired.
    """
    live = [value for fact in facts if _alive(fact, now) for value in values.tagged_in(fact["value"])]
    folded = fold(text)
    units = frozenset(plain(value["unit"]) for value in live if value["$"] == "quantity" and value["unit"])
    known = known_spans(folded.text, texts_of(live))
    claims = claims_in(folded, language, locale, now, timezone, known=known, units=units)
    if not claims:
        return []
    evidence = Evidence(live, _quoted(live, locale, now, timezone), ZoneInfo(timezone), locale[-2:])
    return [claim for claim in claims if not evidence.proves(claim)]


def _alive(fact: Fact, now: datetime | None) -> bool:
    expires = fact.get("expires")
    return expires is None or now is None or datetime.fromisoformat(expires) > now


def _quoted(live: Sequence[values.Value], locale: str, now: datetime | None, timezone: str) -> list[Claim]:
    day = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0) if now else None
    texts = [str(value["text"]) for value in live if value["$"] == "quoted"]
    return [claim for text in texts for claim in _claims_of(text, locale, day, timezone)]


@lru_cache(maxsize=512)
def _claims_of(text: str, locale: str, day: datetime | None, timezone: str) -> tuple[Claim, ...]:
    """What a quoted text claims, read in either language: content may be in another than the message."""
    folded = fold(text)
    return tuple(claim for language in ("es", "en") for claim in claims_in(folded, language, locale, day, timezone))
