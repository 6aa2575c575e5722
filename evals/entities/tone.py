"""Holds mood, hurry, manner of address and language against the labels of a file."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from evals.entities.grade import scores
from evals.entities.reader import Read
from evals.entities.rows import ToneRow
from language.embedded.signals import URGENT
from language.embedded.tone import ANGRY, MILD

Pair = tuple[ToneRow, Read]


def mood_of(sentiment: float) -> str:
    return "positive" if sentiment >= MILD else "negative" if sentiment <= -MILD else "neutral"


def is_angry(read: Read) -> bool:
    return read.reading["sentiment"] <= ANGRY


def is_urgent(read: Read) -> bool:
    return read.reading["urgency"] >= URGENT


def summary(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Shares right of the rows with that label; ``angry`` and ``urgent`` with precision and recall."""
    return {
        "mood": _share(pairs, "mood", _mood_right),
        "angry": _alarm(pairs, "angry", is_angry),
        "urgent": _alarm(pairs, "urgent", is_urgent),
        "register": _share(pairs, "register_", _register_right),
        "language": _share(pairs, "detected", _language_right),
        "n": len(pairs),
        "ms_p50": round(median(read.ms for _, read in pairs), 3),
    }


def misread(pair: Pair) -> list[str]:
    """What of the labels was read otherwise, in words."""
    row, read = pair
    checks = {
        "mood": ("mood" in row.model_fields_set, _mood_right, f"sentiment {read.reading['sentiment']}"),
        "angry": (
            row.angry is not None,
            lambda _: is_angry(read) == row.angry,
            f"sentiment {read.reading['sentiment']}",
        ),
        "urgent": (
            row.urgent is not None,
            lambda _: is_urgent(read) == row.urgent,
            f"urgency {read.reading['urgency']}",
        ),
        "register": ("register_" in row.model_fields_set, _register_right, str(read.reading["register"])),
        "language": (row.detected is not None, _language_right, read.reading["language"]),
    }
    return [f"{name}: {got}" for name, (told, right, got) in checks.items() if told and not right(pair)]


def _mood_right(pair: Pair) -> bool:
    return pair[0].mood == mood_of(pair[1].reading["sentiment"])


def _register_right(pair: Pair) -> bool:
    return pair[0].register_ == pair[1].reading["register"]


def _language_right(pair: Pair) -> bool:
    return pair[0].detected == pair[1].reading["language"]


def _share(pairs: Sequence[Pair], label: str, right: Callable[[Pair], bool]) -> dict[str, Any]:
    of = [pair for pair in pairs if label in pair[0].model_fields_set]
    return {"accuracy": round(sum(map(right, of)) / len(of), 4) if of else None, "n": len(of)}


def _alarm(pairs: Sequence[Pair], label: str, raised: Callable[[Read], bool]) -> dict[str, Any]:
    of = [(getattr(row, label), raised(read)) for row, read in pairs if label in row.model_fields_set]
    found, wrong = of.count((True, True)), of.count((False, True))
    right = found + of.count((False, False))
    return {**scores(found, wrong, of.count((True, False))), "accuracy": round(right / len(of), 4) if of else None}
