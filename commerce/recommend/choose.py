"""Puts what all strategies find in one order, and leaves out what cannot be had or does not fit."""

from collections.abc import Iterable
from decimal import Decimal

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.fit import Fitting
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.recommend.model import Known, Recommendation, Strategy
from commerce.recommend.strategies import by_rules, goes_with, personalized, similar, together, trending

STRATEGIES = (by_rules, goes_with, together, similar, personalized, trending)
IN_STAGE: dict[str, dict[Strategy, int]] = {
    "cart": {"cross_sell": 30, "together": 25, "upsell": -20, "similar": -40},
    "closing": {"cross_sell": 30, "together": 25, "upsell": -40, "similar": -60},
    "objection": {"similar": 30, "upsell": -60},
    "consideration": {"similar": 15, "upsell": 10},
    "discovery": {"trending": 10, "personalized": 15},
    "recommendation": {"personalized": 15, "similar": 5},
}
"""How much each strategy gains or loses where the sale stands; stages of other names change nothing."""


def candidates(catalogue: Catalogue, pack: Pack, known: Known) -> list[Recommendation]:
    """All that may be recommended, best first, each item once; whether it is in stock is for the caller to ask."""
    found: dict[str, Recommendation] = {}
    for each in _every(catalogue, pack, known):
        weighed = _weighed(each, pack, known)
        if _is_wanted(each.item, catalogue, known) and weighed.score > 0:
            best = found.get(each.item.id)
            if best is None or best.score < weighed.score:
                found[each.item.id] = weighed
    return sorted(found.values(), key=lambda each: (-each.score, each.item.id))


def choose(found: Iterable[Recommendation], left: dict[str, int], most: int) -> list[Recommendation]:
    """The first ``most`` of which something is left; what is not counted is always there."""
    return [each for each in found if left.get(each.item.id, 1) > 0][:most]


def _every(catalogue: Catalogue, pack: Pack, known: Known) -> Iterable[Recommendation]:
    for strategy in STRATEGIES:
        yield from strategy(catalogue, pack, known)


def _weighed(each: Recommendation, pack: Pack, known: Known) -> Recommendation:
    score = each.score + IN_STAGE.get(known.stage, {}).get(each.strategy, 0)
    score += int(_margin(each.item) * pack.file.recommendations.margin_weight)
    return Recommendation(each.item, each.strategy, each.reason, score)


def _margin(item: Item) -> Decimal:
    """What is left of the price, as a share of it; nothing where the cost is not known."""
    if item.cost is None or not item.amount:
        return Decimal(0)
    return max(Decimal(0), (item.amount - Decimal(item.cost)) / item.amount)


def _is_wanted(item: Item, catalogue: Catalogue, known: Known) -> bool:
    taken = {*known.cart, *known.looking_at, *known.not_again}
    return item.id not in taken and item.attributes.get("use") is None and _fits(item, catalogue, known)


def _fits(item: Item, catalogue: Catalogue, known: Known) -> bool:
    """It fits the customer's car; where that is not known, a car that something they look at is for."""
    if not item.fits:
        return True
    if known.vehicle:
        return catalogue.fits(item, known.vehicle)
    theirs = [Fitting.of(fit) for id in known.about for fit in catalogue.item(id).fits]
    return any(_meet(Fitting.of(fit), other) for fit in item.fits for other in theirs)


def _meet(one: Fitting, other: Fitting) -> bool:
    """Whether some car takes both."""
    engines = not one.engines or not other.engines or bool(one.engines & other.engines)
    years = one.first <= other.last and other.first <= one.last
    return (one.make, one.model) == (other.make, other.model) and years and engines
