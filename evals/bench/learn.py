"""``parley bench learn``: how long any number of training rows takes to learn, and the memory that it takes."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from evals.base.examples import base_examples
from evals.bench.fresh import fresh, peak_mb
from kit.settings import Settings
from language.embedded.encoder import encoder_here
from language.embedded.intents.train import Example, train


def bench_learn(settings: Settings, rows: int) -> dict[str, Any]:
    """``{"rows", "intents", "learn_s", "processor_s", "peak_mb"}``, in a process of its own."""
    return fresh(_learn, settings.packs_dir, rows)


def _learn(root: Path, count: int) -> dict[str, Any]:
    rows = list(islice(_made(base_examples(root)), count))
    encoder = encoder_here()
    encoder.encode([text for text, _ in rows[:1]])
    began, processor = time.perf_counter(), time.process_time()
    classifier = train(rows, encoder=encoder)
    return {
        "rows": len(rows),
        "intents": len(classifier.names),
        "learn_s": round(time.perf_counter() - began, 1),
        "processor_s": round(time.process_time() - processor, 1),
        "peak_mb": peak_mb(),
    }


def _made(examples: list[Example]) -> Iterator[Example]:
    """The base's examples, then each with what another one says after it, under the label of the first."""
    examples = sorted(examples, key=_dealt())
    yield from examples
    for step in range(1, len(examples)):
        others = islice(cycle(examples), step, None)
        yield from ((f"{text}, {after}", label) for (text, label), (after, _) in zip(examples, others, strict=False))


def _dealt() -> Callable[[Example], int]:
    """Orders by the place among those of the same label, so that any number of rows has all labels."""
    seen: Counter[str] = Counter()

    def place(example: Example) -> int:
        seen[example[1]] += 1
        return seen[example[1]]

    return place
