"""Learning the base set, and counting how messages are read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from evals.base.examples import base_examples
from evals.intents.grade import figures, read_all
from evals.intents.rows import read_rows
from language.embedded.encoder import encoder_here
from language.embedded.intents.model import Classifier
from language.embedded.intents.train import OUTSIDE, train
from language.embedded.parts import read_intents
from language.embedded.text import text_of

DATA = Path(__file__).parents[1] / "intents" / "data"
LANGUAGES = ("es", "en")


def measure(root: Path) -> dict[str, Any]:
    """The figures of each language, and of messages with two intents."""
    examples, encoder = base_examples(root), encoder_here()
    classifier = train(examples, OUTSIDE, encoder)
    found: dict[str, Any] = {"examples": len(examples), "encoder": encoder.name}
    for language in LANGUAGES:
        rows = read_rows(DATA / f"base_{language}.jsonl")
        reads = read_all(classifier, ((row.text, row.label) for row in rows))
        found[language] = figures(reads, OUTSIDE, classifier.threshold)
    return {**found, "several": grade_several(classifier, read_several(DATA / "several.jsonl"))}


def read_several(path: Path) -> list[tuple[str, set[str]]]:
    """Messages with the intents that each has."""
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    return [(row["text"], set(row["labels"])) for row in rows]


def grade_several(classifier: Classifier, rows: Sequence[tuple[str, set[str]]]) -> dict[str, Any]:
    """``all_found``: the share with every intent found; ``exact``: and no other beside them."""
    told = [({guess["name"] for guess in read_intents(classifier, text_of(text))}, labels) for text, labels in rows]
    return {
        "all_found": _share([labels <= names for names, labels in told]),
        "exact": _share([labels == names for names, labels in told]),
        "n": len(told),
    }


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 4)
