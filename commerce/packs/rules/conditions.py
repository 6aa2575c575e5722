"""Conditions: names that exist, compared with what they can be."""

from collections.abc import Iterator, Set

from commerce.packs.draft import BASE_INTENTS, Draft
from commerce.packs.problem import Path, Problem, describe
from commerce.stages.expression import read
from commerce.stages.judge import judge
from commerce.stages.names import CHOICES, CONDITIONS, PROFILE_FIELDS, VARIABLES
from commerce.stages.tokens import ExpressionError

NEEDS = ("stages.yaml", "intents.yaml", BASE_INTENTS)
KEY = "stages.yaml"


def find(draft: Draft) -> Iterator[Problem]:
    """The pack's own conditions; each may use those before it, so that none goes round in a circle."""
    before: set[str] = set()
    for name, condition in draft.pipeline.conditions.items():
        path: Path = ("sales_pipeline", "conditions", name)
        if name in CONDITIONS or name in VARIABLES:
            yield draft.at(KEY, path, f"{name!r}, which Parley defines", "a name of your own")
        yield from _condition(draft, KEY, path, condition, before)
        before.add(name)


def unfit(draft: Draft, key: str, path: Path, conditions: list[str]) -> Iterator[Problem]:
    """What is wrong with a list of conditions, of this file or another."""
    for place, condition in enumerate(conditions):
        yield from _condition(draft, key, (*path, place), condition, draft.pipeline.conditions.keys())


def unfit_one(draft: Draft, key: str, path: Path, condition: str) -> Iterator[Problem]:
    """The same for a single one."""
    yield from _condition(draft, key, path, condition, draft.pipeline.conditions.keys())


def _condition(draft: Draft, key: str, path: Path, condition: str, own: Set[str]) -> Iterator[Problem]:
    intents = draft.base_intents.keys() | draft.own_intents.keys()
    texts = {**CHOICES, "profile": PROFILE_FIELDS, "stage": draft.pipeline.stages.keys(), "intents": intents}
    try:
        judge(read(condition), own, texts)
    except ExpressionError as error:
        where = "" if error.found == repr(condition) else f" in {describe(condition)}"
        yield draft.at(key, path, error.found + where, error.expected)
