"""``catalogue.yaml``, ``pricing``: lists, bundles, coupons and plans that hold together."""

from collections.abc import Iterator

from commerce.packs.draft import Draft
from commerce.packs.prices import Scope, Valid
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.unique import repeated

NEEDS = ("pack.yaml", "catalogue.yaml")
KEY = "catalogue.yaml"
ROOT: Path = ("pricing",)


def find(draft: Draft) -> Iterator[Problem]:
    pricing = draft.catalogue.pricing
    for name, field in (
        ("lists", "id"),
        ("complexity", "id"),
        ("bundles", "id"),
        ("coupons", "code"),
        ("financing", "id"),
    ):
        ids = [getattr(rule, field) for rule in getattr(pricing, name)]
        yield from repeated(draft, KEY, (*ROOT, name), field, ids)
    for name in ("lists", "bundles", "coupons"):
        for index, rule in enumerate(getattr(pricing, name)):
            yield from _days(draft, (*ROOT, name, index), rule)
    for name in ("breaks", "complexity", "coupons"):
        for index, rule in enumerate(getattr(pricing, name)):
            yield from _scope(draft, (*ROOT, name, index), rule)
    yield from _items(draft)
    yield from _one_of_two(draft)


def _days(draft: Draft, path: Path, rule: Valid) -> Iterator[Problem]:
    if rule.starts and rule.ends and rule.ends < rule.starts:
        yield draft.at(KEY, (*path, "ends"), f"{rule.starts} to {rule.ends}", "the earlier day first")


def _scope(draft: Draft, path: Path, rule: Scope) -> Iterator[Problem]:
    known = {
        "items": [item.id for item in draft.catalogue.items],
        "categories": [category.id for category in draft.catalogue.categories],
    }
    for field, ids in known.items():
        for index, name in enumerate(getattr(rule, field)):
            if name not in ids:
                yield draft.at(KEY, (*path, field, index), describe(name), f"the id of one of the {field} in this file")


def _items(draft: Draft) -> Iterator[Problem]:
    """The items and the lists that prices and bundles name."""
    ids = {item.id for item in draft.catalogue.items}
    lists = [entry.id for entry in draft.catalogue.pricing.lists]
    for index, entry in enumerate(draft.catalogue.pricing.lists):
        for item in entry.prices:
            if item not in ids:
                path = (*ROOT, "lists", index, "prices", item)
                yield draft.at(KEY, path, describe(item), "the id of an item in this file")
    for index, bundle in enumerate(draft.catalogue.pricing.bundles):
        for place, part in enumerate(bundle.parts):
            if part.item not in ids:
                path = (*ROOT, "bundles", index, "parts", place, "item")
                yield draft.at(KEY, path, describe(part.item), "the id of an item in this file")
    for index, sold in enumerate(draft.catalogue.items):
        for name in sold.prices:
            if name not in lists:
                yield draft.at(KEY, ("items", index, "prices", name), describe(name), one_of(lists))


def _one_of_two(draft: Draft) -> Iterator[Problem]:
    """What takes something off says how much in one way."""
    pricing = draft.catalogue.pricing
    for index, bundle in enumerate(pricing.bundles):
        if (bundle.price is None) == (bundle.off_bp is None):
            yield draft.at(KEY, (*ROOT, "bundles", index), "both or neither", "either price or off_bp")
    for index, coupon in enumerate(pricing.coupons):
        if (coupon.amount is None) == (coupon.off_bp is None):
            yield draft.at(KEY, (*ROOT, "coupons", index), "both or neither", "either amount or off_bp")
