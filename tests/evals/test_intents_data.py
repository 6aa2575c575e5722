"""The sets that measure the base intents: apart from the examples, and of every intent."""

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml

from commerce.packs.alike import plain
from commerce.packs.sources import BASE, available
from commerce.packs.words import IntentsFile
from kit.settings import ROOT

DATA = ROOT / "evals" / "intents" / "data"
PACKS = ROOT / "packs"
OUTSIDE = "out_of_scope"
LANGUAGES = ["es", "en"]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def files() -> list[IntentsFile]:
    """The base's ``intents.yaml``, then those of the packs."""
    tenants = [BASE, *available(PACKS)]
    sheets = [yaml.load((PACKS / tenant / "intents.yaml").read_text("utf-8"), yaml.CBaseLoader) for tenant in tenants]
    return [IntentsFile.model_validate(sheet) for sheet in sheets]


def examples() -> set[str]:
    """Every example of every shipped pack, as bare words."""
    told = [texts for file in files() for intent in file.intents.values() for texts in intent.examples.values()]
    told += [texts for file in files() for texts in file.outside.values()]
    return {plain(text) for texts in told for text in texts}


def base_intents() -> set[str]:
    return set(files()[0].intents)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_base_intent_is_asked_about_and_much_that_is_none(language: str) -> None:
    counts = Counter(row["label"] for row in rows(f"base_{language}"))
    assert base_intents() <= set(counts)
    assert counts.pop(OUTSIDE) >= 80
    assert sum(counts.values()) >= 350
    assert min(counts.values()) >= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_twice(language: str) -> None:
    assert [
        text for text, count in Counter(plain(r["text"]) for r in rows(f"base_{language}")).items() if count > 1
    ] == []


def test_nothing_that_is_asked_is_an_example() -> None:
    asked = [row["text"] for name in ("base_es", "base_en", "several") for row in rows(name)]
    known = examples()
    assert [text for text in asked if plain(text) in known] == []


def test_messages_with_two_intents_name_two_different_ones() -> None:
    found = rows("several")
    assert len(found) >= 80
    known = base_intents()
    assert all(len(set(row["labels"])) == 2 and set(row["labels"]) <= known for row in found)
