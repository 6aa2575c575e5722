"""``intents.yaml``: enough examples to learn from, and none that pulls two ways."""

import re
import unicodedata
from collections.abc import Iterator

from commerce.packs import merge
from commerce.packs.draft import BASE_INTENTS, Draft
from commerce.packs.model import Intent
from commerce.packs.problem import Path, Problem, describe, one_of

NEEDS = ("pack.yaml", "intents.yaml", BASE_INTENTS)
KEY = "intents.yaml"
ENOUGH = 8
"""Examples that an intent needs in the pack's first language."""


def find(draft: Draft) -> Iterator[Problem]:
    yield from _unlike_the_base(draft)
    yield from _too_few(draft)
    yield from _clashing(draft)
    policies = [policy.id for policy in draft.file.policies]
    for name, intent in draft.own_intents.items():
        if intent.answer and intent.answer not in policies:
            path: Path = ("intents", name, "answer")
            yield draft.at(KEY, path, describe(intent.answer), "the id of a policy: " + one_of(policies))


def plain(text: str) -> str:
    """The words alone, without case, accents or marks: examples with the same words are the same example."""
    folded = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", bare)) or text.strip()


def _unlike_the_base(draft: Draft) -> Iterator[Problem]:
    for name, own in draft.own_intents.items():
        base = draft.base_intents.get(name)
        if base is None:
            continue
        if own.route != base.route:
            yield draft.at(KEY, ("intents", name, "route"), describe(own.route), f"{base.route!r}, as in the base")
        if own.family not in (None, base.family):
            wanted = f"{base.family!r}, as in the base" if base.family else "none, as in the base"
            yield draft.at(KEY, ("intents", name, "family"), describe(own.family), wanted)


def _too_few(draft: Draft) -> Iterator[Problem]:
    merged = merge.intents(draft.base_intents, draft.own_intents)
    first, *others = draft.file.languages
    for name, intent in merged.items():
        key, path = _place(draft, name), ("intents", name, "examples")
        count = len(intent.examples.get(first, []))
        if count < ENOUGH:
            yield draft.at(key, path, f"{count} examples in {first}", f"at least {ENOUGH}")
        for language in others:
            if not intent.examples.get(language):
                yield draft.at(key, path, f"no examples in {language}", "some in each language of the pack")


def _clashing(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    both = ((BASE_INTENTS, draft.base_intents), (KEY, draft.own_intents))
    for key, intents in both:
        for name, language, place, text in _examples(intents):
            path: Path = ("intents", name, "examples", language, place)
            other = seen.setdefault(plain(text), name)
            if not text.strip():
                yield draft.at(key, path, "an empty example", "what a customer would write")
            elif other != name:
                yield draft.at(key, path, f"{describe(text)}, an example of {other} too", "it under one intent")


def _examples(intents: dict[str, Intent]) -> Iterator[tuple[str, str, int, str]]:
    for name, intent in intents.items():
        for language, texts in intent.examples.items():
            for place, text in enumerate(texts):
                yield name, language, place, text


def _place(draft: Draft, name: str) -> str:
    return KEY if name in draft.own_intents else BASE_INTENTS
