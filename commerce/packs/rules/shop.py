"""``pack.yaml``: orders, commissions and recommendations that name what there is."""

from collections.abc import Iterator
from decimal import Decimal

from commerce.packs.draft import Draft
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.unique import repeated
from commerce.stages.names import PROFILE_FIELDS

NEEDS = ("pack.yaml", "catalogue.yaml")
KEY = "pack.yaml"


def find(draft: Draft) -> Iterator[Problem]:
    yield from _orders(draft)
    yield from _recommendations(draft)
    yield from _costs(draft)


def _orders(draft: Draft) -> Iterator[Problem]:
    orders = draft.file.orders
    for place, field in enumerate(orders.delivery.needs):
        if field not in PROFILE_FIELDS:
            yield draft.at(KEY, ("orders", "delivery", "needs", place), describe(field), one_of(list(PROFILE_FIELDS)))
    known = {"categories": [each.id for each in draft.catalogue.categories],
             "people": [person.id for person in draft.file.people]}  # fmt: skip
    for name, ids in known.items():
        for key in getattr(orders.commissions, name):
            if key not in ids:
                yield draft.at(KEY, ("orders", "commissions", name, key), describe(key), one_of(ids))


def _recommendations(draft: Draft) -> Iterator[Problem]:
    rules = draft.file.recommendations.rules
    yield from repeated(draft, KEY, ("recommendations", "rules"), "id", [rule.id for rule in rules])
    items = [item.id for item in draft.catalogue.items]
    categories = [category.id for category in draft.catalogue.categories]
    for index, rule in enumerate(rules):
        path: Path = ("recommendations", "rules", index)
        for field, known in (("items", items), ("offer", items), ("categories", categories)):
            for place, name in enumerate(getattr(rule, field)):
                if name not in known:
                    yield draft.at(KEY, (*path, field, place), describe(name), "an id of catalogue.yaml")
        if not (rule.items or rule.categories):
            yield draft.at(KEY, path, "a rule for nothing", "items or categories")


def _costs(draft: Draft) -> Iterator[Problem]:
    for index, item in enumerate(draft.catalogue.items):
        if item.cost is not None and item.amount and Decimal(item.cost) >= item.amount:
            yield draft.at("catalogue.yaml", ("items", index, "cost"), item.cost, f"less than its price, {item.price}")
