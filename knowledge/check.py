"""What is wrong with the content that is indexed: prices, anchors, languages, doubles, offers that are over."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from kit.errors import InvalidInputError
from knowledge import repository
from knowledge.contradict import Prices
from language.claims.find import find_claims
from language.words.fold import plain
from language.words.markdown import lines
from store.unit import Store

LONG = 80
"""Characters from which the same text twice is a double and no short phrase."""
_LINK = re.compile(r"https?://[^\s)>\"'\]]+")
_UNTIL = re.compile(r"\b(?:until|through|valid (?:to|thru)|expires?|hasta|vence|vigente)\b")
_NEAR = 50
"""Characters between "until" and the date that it is about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One chunk as it is indexed."""

    document: str
    ordinal: int
    heading: str
    anchor: str
    body: str
    language: str
    url: str
    title: str

    @property
    def place(self) -> str:
        return self.url or f"{self.document}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind``: price, anchor, language, double or stale. ``found`` stands on the page, ``expected`` should."""

    kind: str
    document: str
    url: str
    found: str
    expected: str


async def pieces_of(store: Store, tenant: str, pack: Pack) -> list[Piece]:
    """All that is indexed for a tenant; raises InvalidInputError where that does not lie in PostgreSQL."""
    settings = pack.file.sales_agent.vector_database
    if settings.provider != "pgvector":
        raise InvalidInputError(
            f"The content of {tenant!r} lies in {settings.provider}: only pgvector can be read whole."
        )
    async with store.unit(tenant) as unit:
        return [Piece(**row) for row in await repository.chunks(unit, settings.namespace)]


def check(pieces: Sequence[Piece], pack: Pack, today: date) -> list[Finding]:
    """In the order of the kinds, then of the pages."""
    return [
        *_prices(pieces, pack),
        *_anchors(pieces),
        *_languages(pieces, pack),
        *_doubles(pieces),
        *_stale(pieces, today, pack),
    ]


def _prices(pieces: Sequence[Piece], pack: Pack) -> Iterator[Finding]:
    prices, catalogue = Prices(pack), Catalogue(pack)
    locales: Mapping[str, str] = {str(language): locale for language, locale in pack.file.locale.items()}
    for piece in pieces:
        locale = locales.get(piece.language, next(iter(locales.values())))
        for text in dict.fromkeys([piece.heading, *(line.text for line in lines(piece.body))]):
            for clash in prices.clashes(text, piece.language):
                name = next(iter(catalogue.item(clash.item).name.values()))
                expected = f"{name}: {clash.listed.format(locale)} in the catalogue"
                yield Finding("price", piece.document, piece.place, text, expected)


def _anchors(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Links into pages that are indexed, to a place that those pages do not have."""
    known: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        known[_page(piece.url)].add(piece.anchor)
    for piece in pieces:
        for address in _LINK.findall(piece.body):
            page, fragment = urldefrag(address.rstrip(".,;:!?"))
            if fragment and _page(page) in known and fragment not in known[_page(page)]:
                yield Finding("anchor", piece.document, piece.place, address, "an anchor that the page has")


def _page(address: str) -> str:
    return urldefrag(address)[0].rstrip("/").lower()


def _languages(pieces: Sequence[Piece], pack: Pack) -> Iterator[Finding]:
    spoken = ", ".join(pack.file.languages)
    strange = {piece.document: piece for piece in pieces if piece.language not in pack.file.languages}
    for piece in strange.values():
        yield Finding("language", piece.document, piece.place, piece.language, f"a language of the pack: {spoken}")


def _doubles(pieces: Sequence[Piece]) -> Iterator[Finding]:
    first: dict[str, Piece] = {}
    for piece in pieces:
        text = " ".join(plain(piece.body).split())
        other = first.setdefault(text, piece)
        if other is not piece and other.document != piece.document and len(text) >= LONG:
            yield Finding("double", piece.document, piece.place, _short(piece.body), f"once, as on {other.place}")


def _stale(pieces: Sequence[Piece], today: date, pack: Pack) -> Iterator[Finding]:
    locales: Mapping[str, str] = {str(language): locale for language, locale in pack.file.locale.items()}
    for piece in pieces:
        locale = locales.get(piece.language, next(iter(locales.values())))
        for line in lines(piece.body):
            if is_over(line.text, piece.language, locale, today):
                yield Finding("stale", piece.document, piece.place, line.text, f"an offer that holds on {today}")


def is_over(text: str, language: str, locale: str, today: date) -> bool:
    """Whether the text names a day or a year until which something held, and that is past."""
    folded = plain(text)
    ends = [match.end() for match in _UNTIL.finditer(folded)]
    years = [(match.start(), date(int(match[0]), 12, 31)) for match in re.finditer(r"\b20\d\d\b", folded)]
    days = [
        (claim.start, date.fromisoformat(claim.value["date"]))
        for claim in find_claims(text, language, locale, None, "UTC")
        if claim.kind == "date" and claim.value.get("date")
    ]
    told = days or years
    return any(0 <= start - end <= _NEAR and day < today for start, day in told for end in ends)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONG else f"{flat[:LONG]}…"
