"""Finds every mistake in a pack before a customer does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from commerce.packs.draft import Draft, draw_up
from commerce.packs.problem import Problem
from commerce.packs.rules import (
    business,
    catalogue,
    conditions,
    contacts,
    documents,
    intents,
    objections,
    prices,
    scoring,
    shop,
    stages,
    strategies,
    templates,
    translations,
)
from commerce.packs.sources import Source, gather


class Rule(NamedTuple):
    needs: Sequence[str]
    """The files without which the rule cannot judge."""
    find: Callable[[Draft], Iterator[Problem]]


RULES = [
    Rule(room.NEEDS, room.find)
    for room in (
        business,
        contacts,
        scoring,
        catalogue,
        prices,
        shop,
        conditions,
        stages,
        strategies,
        objections,
        intents,
        templates,
        translations,
        documents,
    )
]


def check(root: Path, tenant: str, changed: Mapping[str, str] | None = None) -> list[Problem]:
    """Every mistake of the pack and of the base under it, by file and line; empty when it may serve.

    ``changed`` are whole files that stand in for those of its folder.
    Raises NotFoundError where there is no such pack.
    """
    return judge(root, tenant, gather(root, tenant, changed)).problems


def judge(root: Path, tenant: str, sources: Sequence[Source]) -> Draft:
    """The pack as read, with all its problems found."""
    draft = draw_up(root, tenant, sources)
    for rule in RULES:
        if all(key in draft.parts for key in rule.needs):
            draft.problems += rule.find(draft)
    draft.problems = sorted(set(draft.problems))
    return draft
