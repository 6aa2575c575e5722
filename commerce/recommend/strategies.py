"""The ways to find what may suit, each a plain question to the catalogue and the records."""

from collections.abc import Iterator

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.recommend.model import Known, Reason, Recommendation

CANDIDATES = 20
RULE, GOES_WITH, TOGETHER, SIMILAR, PERSONAL, TRENDING = 60, 40, 45, 30, 25, 20


def by_rules(catalogue: Catalogue, pack: Pack, known: Known) -> Iterator[Recommendation]:
    """What the house offers with, or instead of, what is looked at or in the cart."""
    for rule in pack.file.recommendations.rules:
        if rule.stages and known.stage not in rule.stages:
            continue
        about = [catalogue.item(id) for id in known.about if catalogue.knows(id)]
        met = [item for item in about if item.id in rule.items or item.category in rule.categories]
        for offer in rule.offer if met else ():
            found = catalogue.item(offer)
            if rule.kind == "upsell" and found.amount <= met[0].amount:
                continue
            reason = Reason("rule", text=rule.reason, other=met[0])
            yield Recommendation(found, rule.kind, reason, RULE + rule.weight)


def goes_with(catalogue: Catalogue, _pack: Pack, known: Known) -> Iterator[Recommendation]:
    """What the catalogue itself names beside a thing."""
    for id in known.about:
        item = catalogue.item(id)
        for place, other in enumerate(item.related):
            found = catalogue.item(other)
            if found.category != item.category:
                yield Recommendation(found, "cross_sell", Reason("goes_with", other=item), GOES_WITH - place)


def together(catalogue: Catalogue, pack: Pack, known: Known) -> Iterator[Recommendation]:
    """What others ordered beside it, often enough to be no chance."""
    for id in known.about:
        for other, count in known.together.get(id, {}).items():
            if count >= pack.file.recommendations.together_at_least and catalogue.knows(other):
                reason = Reason("together", other=catalogue.item(id), count=count)
                yield Recommendation(catalogue.item(other), "together", reason, TOGETHER + min(count, 20))


def similar(catalogue: Catalogue, _pack: Pack, known: Known) -> Iterator[Recommendation]:
    """Rivals of what is looked at, the nearest in price first."""
    for id in known.looking_at:
        item = catalogue.item(id)
        for place, other in enumerate(catalogue.options_for(item)):
            if other.id != id:
                yield Recommendation(other, "similar", Reason("instead_of", other=item), SIMILAR - place)


def personalized(catalogue: Catalogue, _pack: Pack, known: Known) -> Iterator[Recommendation]:
    """For the customer's own car, or of the kind that they looked at or bought before."""
    before = [catalogue.item(id) for id in [*known.bought, *known.viewed] if catalogue.knows(id)]
    categories = {item.category: item for item in reversed(before)}
    for item in _within_reach(catalogue, known):
        seen = categories.get(item.category)
        if known.vehicle and item.fits:
            yield Recommendation(item, "personalized", Reason("fits"), PERSONAL + (5 if seen else 0))
        elif seen and seen.id != item.id and not item.fits:
            yield Recommendation(item, "personalized", Reason("as_before", other=seen), PERSONAL)


def trending(catalogue: Catalogue, _pack: Pack, known: Known) -> Iterator[Recommendation]:
    for id, count in known.trending.items():
        if catalogue.knows(id):
            yield Recommendation(catalogue.item(id), "trending", Reason("trending", count=count),
                                 TRENDING + min(count, 15))  # fmt: skip


def _within_reach(catalogue: Catalogue, known: Known) -> list[Item]:
    """What fits the car; without a car, things of the categories that they know."""
    categories = dict.fromkeys(
        catalogue.item(id).category for id in [*known.bought, *known.viewed] if catalogue.knows(id)
    )
    if not categories and known.vehicle:
        return [hit.item for hit in catalogue.search("", "es", vehicle=known.vehicle, limit=CANDIDATES)]
    return [
        hit.item
        for category in categories
        for hit in catalogue.search("", "es", vehicle=known.vehicle or {}, category=category, limit=CANDIDATES)
    ]
