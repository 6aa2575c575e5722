"""Prices in the content that the catalogue does not know: the catalogue is right, and the page is to be mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.pricing.price import price, unit_price
from kit.money import Money
from language.claims.claim import Claim
from language.claims.find import find_claims
from language.embedded.entities.terms import Match, TermIndex
from language.embedded.text import text_of
from language.port import Term

LEAST_SHARE, MOST_SHARE = 4, 25
"""Tenths of the list price between which an amount beside an item's name is taken for its price."""


@dataclass(frozen=True, slots=True)
class Clash:
    """``text`` says ``said`` of an item whose list price is ``listed``."""

    item: str
    said: Money
    listed: Money
    text: str


class Prices:
    """The prices of one pack, to hold texts against."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._catalogue = Catalogue(pack)
        self._names = TermIndex([_term(item) for item in pack.catalogue.items])
        self._known = {amount.minor for item in pack.catalogue.items for amount in _amounts(item, pack)}

    def clashes(self, text: str, language: str) -> list[Clash]:
        """Amounts that stand beside an item's whole name in one line and are no price of anything that is sold.

        An amount belongs to the item named last before it, or to the only one of the line. The price with and
        without tax are both right.
        """
        named = [match for match in self._names.matches(text_of(text)) if match.share >= 1]
        if not named:
            return []
        locale = self._pack.file.locale.get(language) or next(iter(self._pack.file.locale.values()))  # type: ignore[call-overload]
        claims = [claim for claim in find_claims(text, language, locale, None, "UTC") if claim.kind == "money"]
        return list(self._compared(text, named, claims))

    def _compared(self, text: str, named: Sequence[Match], claims: Sequence[Claim]) -> Iterator[Clash]:
        currency = self._pack.file.currency
        for claim in claims:
            item = self._item_of(claim, named)
            if item is None or claim.value["currency"] not in {None, currency} or claim.value["minor"] in self._known:
                continue
            said, listed = Money(claim.value["minor"], currency), unit_price(item, self._pack)
            if LEAST_SHARE * listed.minor <= 10 * said.minor <= MOST_SHARE * listed.minor:
                yield Clash(item.id, said, listed, text)

    def _item_of(self, claim: Claim, named: Sequence[Match]) -> Item | None:
        before = [match for match in named if match.start <= claim.start]
        nearest = before[-1] if before else named[0]
        rivals = {match.id for match in named if match.start == nearest.start} if before else {m.id for m in named}
        return self._catalogue.item(nearest.id) if len(rivals) == 1 else None


_of_pack: WeakKeyDictionary[Catalogue, Prices] = WeakKeyDictionary()


def prices_of(catalogue: Catalogue, pack: Pack) -> Prices:
    """Made once for each tenant's catalogue."""
    if catalogue not in _of_pack:
        _of_pack[catalogue] = Prices(pack)
    return _of_pack[catalogue]


def _term(item: Item) -> Term:
    return {"id": item.id, "names": {str(language): [name, item.code] for language, name in item.name.items()}}


def _amounts(item: Item, pack: Pack) -> Iterator[Money]:
    """What may rightly be said of an item: its price in every list, bare, with tax and without."""
    priced = price(item, 1, pack)
    yield from (unit_price(item, pack), priced.unit, priced.net, priced.gross)
    yield from (Money.parse(amount, pack.file.currency) for amount in item.prices.values())
