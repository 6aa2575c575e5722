"""Learning and reading for ``parley eval intents``."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from evals.intents.grade import Read, figures, read_all
from evals.intents.rows import learnable, read_rows
from kit.settings import settings
from language.embedded.encoder import encoder_here
from language.embedded.intents.train import OUTSIDE, Example, examples_of, train

FOLDS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """``threshold`` is None where the learnt one is to be used."""

    oos: str | None = None
    language: str | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """``figures`` is what the command prints; ``notes`` is what a reader of the rows should know."""

    title: str
    reads: Sequence[Read]
    oos: str | None
    figures: dict[str, Any]
    notes: Sequence[str]


def run_files(train_file: Path, test_file: Path, asked: Asked) -> Ran:
    """Without ``--oos`` every row is said to be in scope, so nothing is turned away unless a threshold is given."""
    rows, notes = learnable(train_file, read_rows(train_file))
    tests = read_rows(test_file)
    encoder = encoder_here()
    began = perf_counter()
    classifier = train([(row.text, row.label) for row in rows], asked.oos, encoder)
    train_s = perf_counter() - began
    learnt = classifier.threshold if asked.oos else 0.0
    reads = read_all(classifier, ((row.text, row.label) for row in tests))
    title = f"{train_file.name} → {test_file.name}"
    return _ran(title, reads, asked, learnt, train_s, notes)


def run_pack(tenant: str, asked: Asked) -> Ran:
    """Every example of a pack is read by a classifier that learnt from the other three quarters."""
    from commerce.packs.load import load
    from graphs.vocabulary import language_pack

    known = language_pack(load(settings().packs_dir, tenant, settings().data_dir / "cache"))
    outside = [(text, OUTSIDE) for language in sorted(known.outside) for text in known.outside[language]]
    examples = [*examples_of(known.intents), *outside]
    began = perf_counter()
    reads, learnt = _crossed(examples)
    asked = Asked(OUTSIDE if outside else None, asked.language, asked.threshold)
    return _ran(tenant, reads, asked, learnt, perf_counter() - began, [])


def _crossed(examples: Sequence[Example]) -> tuple[list[Read], float]:
    """The readings, and the middle one of the thresholds that the folds learnt."""
    encoder = encoder_here()
    folds = _folds(examples)
    reads: list[Read] = []
    thresholds = []
    for place, hidden in enumerate(folds):
        kept = [example for other, fold in enumerate(folds) if other != place for example in fold]
        classifier = train(kept, OUTSIDE, encoder)
        thresholds.append(classifier.threshold)
        reads += read_all(classifier, hidden)
    return reads, median(thresholds)


def _folds(examples: Sequence[Example]) -> list[list[Example]]:
    """Every intent's examples, dealt out in turn."""
    folds: list[list[Example]] = [[] for _ in range(FOLDS)]
    dealt: Counter[str] = Counter()
    for text, label in examples:
        folds[dealt[label] % FOLDS].append((text, label))
        dealt[label] += 1
    return folds


def _ran(title: str, reads: Sequence[Read], asked: Asked, learnt: float, train_s: float, notes: Sequence[str]) -> Ran:
    threshold = learnt if asked.threshold is None else asked.threshold
    encoder = encoder_here()
    found = {
        **figures(reads, asked.oos, threshold),
        "train_s": round(train_s, 2),
        "encoder": encoder.name,
        "language": asked.language,
    }
    return Ran(title, reads, asked.oos, found, notes)
