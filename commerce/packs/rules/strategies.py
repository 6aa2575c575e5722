"""``strategies.yaml``: ways to sell, of which one always applies."""

from collections.abc import Iterator

from commerce.packs.draft import Draft
from commerce.packs.problem import Problem
from commerce.packs.rules.conditions import NEEDS as CONDITIONS_NEED
from commerce.packs.rules.conditions import unfit
from commerce.packs.rules.unique import repeated

NEEDS = ("strategies.yaml", *CONDITIONS_NEED)
KEY = "strategies.yaml"


def find(draft: Draft) -> Iterator[Problem]:
    strategies = draft.strategies.strategies
    yield from repeated(draft, KEY, ("strategies",), "id", [each.id for each in strategies])
    for index, strategy in enumerate(strategies):
        yield from unfit(draft, KEY, ("strategies", index, "when"), strategy.when)
    fallbacks = [index for index, strategy in enumerate(strategies) if not strategy.when]
    if not fallbacks:
        found = "no strategy with an empty when"
        yield draft.at(KEY, ("strategies",), found, "one to fall back on when no other applies")
    for index in fallbacks[1:]:
        yield draft.at(KEY, ("strategies", index, "when"), "a second empty when", "one fallback alone")
