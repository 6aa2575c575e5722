"""``find_claims``: every figure of a message that a fact must back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from language.claims.claim import Claim, Hit, blank, claim_of, take_out
from language.claims.contacts import find_addresses, find_phones, find_references
from language.claims.counts import find_counts
from language.claims.moments import find_moments
from language.claims.money import find_money, find_range_ends
from language.claims.places import find_places
from language.claims.shares import find_free, find_percent
from language.words.fold import Folded, fold
from language.words.numerals import tongue


def find_claims(text: str, language: str, locale: str, now: datetime | None, timezone: str) -> list[Claim]:
    """Claims in their order. A list's "1." and a citation's "[1]" are none, nor is a number without a unit.

    ``now`` (aware) gives "tomorrow" its date; ``timezone`` is the reader's, IANA.
    """
    return claims_in(fold(text), language, locale, now, timezone)


def claims_in(
    folded: Folded,
    language: str,
    locale: str,
    now: datetime | None,
    timezone: str,
    *,
    known: Sequence[tuple[int, int]] = (),
    units: frozenset[str] = frozenset(),
) -> list[Claim]:
    """``known``: folded spans that are proven already; ``units``: words that facts count by."""
    speech = tongue(language)
    here = now.astimezone(ZoneInfo(timezone)) if now else None
    text = folded.text
    for start, end in known:
        text = blank(text, start, end)
    found: list[Hit] = []

    def keep(hits: Iterable[Hit]) -> list[Hit]:
        nonlocal text
        kept = _apart(hits)
        found.extend(kept)
        text = take_out(text, kept)
        return kept

    keep(find_addresses(text))
    keep(_as_written(folded, text, "address", find_places(folded.original, speech)))
    keep(_as_written(folded, text, "reference", find_references(folded.original)))
    sums = _apart(find_money(text, speech, locale))
    keep([*sums, *find_range_ends(text, sums, locale)])
    keep(find_percent(text, speech, locale))
    keep(find_phones(text))
    keep(find_free(text, speech))
    moments = list(find_moments(text, speech, locale[-2:], here))
    found.extend(moments)
    text = take_out(text, moments)
    keep(find_counts(text, speech, locale, units))
    return [claim_of(hit, folded) for hit in sorted(found, key=lambda hit: (hit.start, hit.end))]


def _as_written(folded: Folded, text: str, kind: str, found: Iterable[tuple[str, int, int]]) -> list[Hit]:
    """Claims that only the message's own capitals tell, where nothing has been taken out yet."""
    hits = []
    for said, first, last in found:
        start, end = folded.at(first, last)
        if text[start:end] == folded.text[start:end]:
            hits.append(Hit(kind, {"text": said}, start, end))
    return hits


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The longest first, none over another."""
    ordered = sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start))
    kept: list[Hit] = []
    taken = bytearray(max((hit.end for hit in ordered), default=0))
    for hit in ordered:
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            kept.append(hit)
    return kept
