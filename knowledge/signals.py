"""What speaks for a passage besides its words and meaning, a little: phrases, the customer's own page, freshness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from posixpath import dirname
from urllib.parse import urlsplit

from knowledge.index.port import Hit
from knowledge.words import terms_of

SAME_PHRASES = 1.2
"""What a passage counts more in which all terms that follow each other in the question do so too."""

SAME_PAGE = 1.1
"""What a passage of the page that the customer is on counts more."""
SAME_SECTION = 1.04
"""The same for a page in the same folder of the site, below its root."""
FRESH = 1.03
"""What the newest page among those found counts more; half as much more for one that is a year older, and so on."""
HALVED_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Asked:
    """The ``terms`` of the question in their order; the address that it was asked on; when the newest hit changed."""

    terms: Sequence[str]
    page: str | None
    latest: datetime | None


def signals(hit: Hit, asked: Asked) -> float:
    """A factor of the score, from 1, where nothing speaks for it, up to the product of them all."""
    near = _nearness(_place(hit.url), _place(asked.page))
    return _phrases(hit, asked.terms) * near * _freshness(hit.updated, asked.latest)


def newest(found: Sequence[Hit]) -> datetime | None:
    """The date that the others' age is counted from: no clock is asked, so that a search can be repeated."""
    return max((hit.updated for hit in found if hit.updated), default=None)


def _phrases(hit: Hit, terms: Sequence[str]) -> float:
    pairs = list(pairwise(terms))
    if not pairs or hit.share == 0:
        return 1.0
    there = set(pairwise(terms_of(hit.body, hit.language)))
    return 1 + (SAME_PHRASES - 1) * sum(pair in there for pair in pairs) / len(pairs)


def _nearness(there: str | None, here: str | None) -> float:
    if here is None or there is None:
        return 1.0
    if there == here:
        return SAME_PAGE
    return SAME_SECTION if "/" in dirname(here) and dirname(there) == dirname(here) else 1.0


def _freshness(updated: datetime | None, latest: datetime | None) -> float:
    if updated is None or latest is None:
        return 1.0
    return float(1 + (FRESH - 1) * 0.5 ** ((latest - updated) / HALVED_AFTER))


def _place(address: str | None) -> str | None:
    """Host and path of an address, for comparison; None for what is no address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}" or None
