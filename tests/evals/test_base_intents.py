"""The base set measured by itself."""

from pathlib import Path

import pytest

from evals.base.examples import base_examples
from evals.base.grade import DATA, grade_several, read_several
from kit.errors import InvalidInputError
from kit.settings import ROOT
from language.embedded.intents.train import OUTSIDE, train

HOURS = ["a qué hora abren", "qué horario tienen", "hasta qué hora están", "abren los domingos", "a qué hora cierran"]
PRICE = ["cuánto cuesta", "qué precio tiene", "cuánto vale", "en cuánto sale", "a cómo está"]


def test_the_base_is_learnt_with_what_is_about_none_of_its_intents() -> None:
    labels = {label for _, label in base_examples(ROOT / "packs")}

    assert {"greeting", "price", "objection_trust", "opt_out", OUTSIDE} <= labels


def test_a_folder_without_packs_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="holds no pack: expected one"):
        base_examples(tmp_path)


def test_a_message_counts_when_all_of_its_intents_are_found_and_as_exact_when_no_other_is() -> None:
    told = [(text, "hours") for text in HOURS] + [(text, "price") for text in PRICE]
    classifier = train(told)
    rows = [
        ("a qué hora abren? cuánto cuesta?", {"hours", "price"}),
        ("a qué hora abren? cuánto vale?", {"hours"}),
        ("a qué hora abren?", {"hours", "price"}),
    ]

    assert grade_several(classifier, rows) == {"all_found": 0.6667, "exact": 0.3333, "n": 3}


def test_the_messages_with_several_intents_are_read_whole() -> None:
    assert all(text and len(labels) == 2 for text, labels in read_several(DATA / "several.jsonl"))
