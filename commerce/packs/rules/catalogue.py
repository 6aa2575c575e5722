"""``catalogue.yaml``: items that can be found, priced and told apart."""

from collections.abc import Iterator

from commerce.packs.draft import Draft
from commerce.packs.items import Item
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.unique import repeated

NEEDS = ("pack.yaml", "catalogue.yaml")
KEY = "catalogue.yaml"


def find(draft: Draft) -> Iterator[Problem]:
    catalogue = draft.catalogue
    yield from repeated(draft, KEY, ("categories",), "id", [each.id for each in catalogue.categories])
    yield from repeated(draft, KEY, ("tiers",), "id", [each.id for each in catalogue.tiers])
    yield from repeated(draft, KEY, ("items",), "id", [item.id for item in catalogue.items])
    yield from repeated(draft, KEY, ("items",), "code", [item.code for item in catalogue.items])
    known = {
        "category": [each.id for each in catalogue.categories],
        "tier": [each.id for each in catalogue.tiers],
        "tax_class": [each.id for each in draft.file.tax.classes],
        "related": [item.id for item in catalogue.items],
    }
    for index, item in enumerate(catalogue.items):
        yield from _references(draft, ("items", index), item, known)
        yield from _fits(draft, ("items", index), item)
        yield from _at_branches(draft, ("items", index), item)
    if not catalogue.items:
        yield draft.at(KEY, ("items",), "no items", "at least one thing that the business sells")


def _references(draft: Draft, path: Path, item: Item, known: dict[str, list[str]]) -> Iterator[Problem]:
    for field in ("category", "tier", "tax_class"):
        value = getattr(item, field)
        if value is not None and value not in known[field]:
            yield draft.at(KEY, (*path, field), describe(value), one_of(known[field]))
    for place, other in enumerate(item.related):
        if other == item.id:
            yield draft.at(KEY, (*path, "related", place), describe(other), "another item than itself")
        elif other not in known["related"]:
            yield draft.at(KEY, (*path, "related", place), describe(other), "the id of an item in this file")


def _fits(draft: Draft, path: Path, item: Item) -> Iterator[Problem]:
    for place, fit in enumerate(item.fits):
        if fit.from_year > fit.to_year:
            found = f"{fit.from_year} to {fit.to_year}"
            yield draft.at(KEY, (*path, "fits", place), found, "the earlier year first")


def _at_branches(draft: Draft, path: Path, item: Item) -> Iterator[Problem]:
    known = [branch.id for branch in draft.file.branches]
    for branch in item.stock_at:
        if branch not in known:
            yield draft.at(KEY, (*path, "stock_at", branch), describe(branch), one_of(known))
    if item.stock_at and sum(item.stock_at.values()) != item.stock:
        yield draft.at(KEY, (*path, "stock_at"), f"{sum(item.stock_at.values())} pieces in all",
                       f"as many as stock says, {item.stock}")  # fmt: skip
