"""``intents.yaml``: enough examples to learn from, and none that pulls two ways."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from commerce.packs import merge
from commerce.packs.alike import plain
from commerce.packs.draft import BASE_INTENTS, Draft
from commerce.packs.fields import Language
from commerce.packs.problem import Path, Problem, describe, one_of

NEEDS = ("pack.yaml", "intents.yaml", BASE_INTENTS)
KEY = "intents.yaml"
ENOUGH = 8
"""Different examples that an intent needs in each language of the pack."""


OUTSIDE = "outside"


class Example(NamedTuple):
    """A text and where it stands; ``label`` is its intent, or ``outside``."""

    key: str
    label: str
    path: Path
    text: str

    def claims(self, other: "Example") -> bool:
        """Whether a pack means something by what means nothing in the base: it then belongs to the pack's intent."""
        return self.label != OUTSIDE and self.key == KEY and (other.key, other.label) == (BASE_INTENTS, OUTSIDE)


def find(draft: Draft) -> Iterator[Problem]:
    yield from _unlike_the_base(draft)
    yield from _too_few(draft)
    yield from _clashing(draft)
    policies = [policy.id for policy in draft.file.policies]
    for name, intent in draft.own_intents.items():
        if intent.answer and intent.answer not in policies:
            path: Path = ("intents", name, "answer")
            yield draft.at(KEY, path, describe(intent.answer), "the id of a policy: " + one_of(policies))


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
    for name, intent in merged.items():
        key, path = _place(draft, name), ("intents", name, "examples")
        for language in draft.file.languages:
            count = len({plain(text) for text in intent.examples.get(language, [])})
            if count < ENOUGH:
                yield draft.at(key, path, f"{count} different examples in {language}", f"at least {ENOUGH}")


def _clashing(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, Example] = {}
    for example in _examples(draft):
        words = plain(example.text)
        first = seen.setdefault(words, example)
        if example.claims(first):
            seen[words] = example
        elif not example.text.strip():
            yield draft.at(example.key, example.path, "an empty example", "what a customer would write")
        elif first.label != example.label:
            place = f"{draft.sheets[first.key].source.shown}:{draft.sheets[first.key].line(first.path)}"
            found = f"{describe(example.text)}, an example of {first.label} too ({place})"
            yield draft.at(example.key, example.path, found, "it under one intent")


def _examples(draft: Draft) -> Iterator[Example]:
    """Those of the base first, so that a clash is told where the pack can mend it."""
    for key, intents, outside in (
        (BASE_INTENTS, draft.base_intents, draft.base_outside),
        (KEY, draft.own_intents, draft.own_outside),
    ):
        for name, intent in intents.items():
            yield from _listed(key, name, ("intents", name, "examples"), intent.examples)
        yield from _listed(key, OUTSIDE, ("outside",), outside)


def _listed(key: str, label: str, path: Path, texts: Mapping[Language, list[str]]) -> Iterator[Example]:
    for language, listed in texts.items():
        for place, text in enumerate(listed):
            yield Example(key, label, (*path, language, place), text)


def _place(draft: Draft, name: str) -> str:
    return KEY if name in draft.own_intents else BASE_INTENTS
