"""``pack.yaml``: points for things that can be known."""

from collections.abc import Iterator

from commerce.packs import merge
from commerce.packs.draft import BASE_INTENTS, Draft
from commerce.packs.leads import QualificationRule
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.conditions import unfit_one
from commerce.stages.names import PROFILE_FIELDS

NEEDS = ("pack.yaml", "stages.yaml", "intents.yaml", BASE_INTENTS)
KEY = "pack.yaml"
READ_ALONE = frozenset({"gives_contact", "urgent_need"})
"""Signals that the engine reads from the message itself, without an intent that names them."""


def find(draft: Draft) -> Iterator[Problem]:
    rules = draft.file.qualification
    if rules.hot <= rules.warm:
        yield draft.at(KEY, ("qualification", "hot"), str(rules.hot), f"more than warm, which is {rules.warm}")
    signals = _signals(draft)
    for index, rule in enumerate(rules.rules):
        path: Path = ("qualification", "rules", index)
        if rule.when is not None:
            yield from unfit_one(draft, KEY, (*path, "when"), rule.when)
        elif rule.field is None:
            yield draft.at(KEY, path, "neither field nor when", "what is known, or a condition")
        elif rule.criterion == "signal":
            yield from _signal(draft, path, rule, signals)
        elif rule.field not in PROFILE_FIELDS:
            yield draft.at(KEY, (*path, "field"), describe(rule.field), one_of(list(PROFILE_FIELDS)))


def _signals(draft: Draft) -> frozenset[str]:
    merged = merge.intents(draft.base_intents, draft.own_intents)
    return READ_ALONE | {intent.signal for intent in merged.values() if intent.signal}


def _signal(draft: Draft, path: Path, rule: QualificationRule, known: frozenset[str]) -> Iterator[Problem]:
    """Either the signal's name, or ``signals`` with the names among its values."""
    if rule.field == "signals":
        for index, name in enumerate(rule.values):
            if name not in known:
                yield draft.at(KEY, (*path, "values", index), describe(name), one_of(list(known)))
        if not rule.values:
            yield draft.at(KEY, (*path, "values"), "no signal", one_of(list(known)))
    elif rule.field not in known:
        yield draft.at(KEY, (*path, "field"), describe(rule.field), one_of(list(known)))
