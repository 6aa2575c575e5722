"""Grades the reading of replies: no yes that nobody gave, and the yeses that were given are taken."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from evals.report import wilson
from kit.errors import InvalidInputError
from language.port import Engine, Question, ReadContext, Reply, Shown

DATA = Path(__file__).parent / "data"
_REPLIES = get_args(Reply)
PUT_AWAY = "open_apart"
"""Nothing is learnt from this set: it says what carries over to replies that nobody has read."""


@dataclass(frozen=True)
class Row:
    text: str
    pending: str
    reply: str
    language: str
    shown: Shown | None = None


@dataclass(frozen=True)
class Read:
    row: Row
    found: str | None


def sets() -> list[str]:
    """The names of the shipped sets."""
    return sorted({each.stem.rpartition("_")[0] for each in DATA.glob("*.jsonl")})


def read_set(name: str, language: str) -> list[Row]:
    """The rows of a shipped set in a language; raises InvalidInputError naming the sets there are."""
    path = DATA / f"{name}_{language}.jsonl"
    if not path.is_file():
        raise InvalidInputError(f"There is no set of replies {name!r} in {language}. Sets: {', '.join(sets())}.")
    shown = shown_to(name)
    return [replace(row, shown=shown.get(row.pending)) for row in read_rows(path, language)]


def shown_to(name: str) -> Mapping[str, Shown]:
    """What the writers of a set were shown, by the kind of the waiting action: for sets whose name begins like that of
    an entry of ``shown.json``; others were written with nothing in particular in mind."""
    known: dict[str, dict[str, Shown]] = json.loads((DATA / "shown.json").read_text(encoding="utf-8"))
    return next((shown for start, shown in known.items() if name.startswith(start)), {})


def read_rows(path: Path, language: str) -> list[Row]:
    """Rows ``{"text", "pending", "reply"}``; raises InvalidInputError naming the line."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append(Row(row["text"], row["pending"], row["reply"], language))
        except (json.JSONDecodeError, KeyError, TypeError):
            raise InvalidInputError(f"{path.name}, line {number}: expected text, pending and reply.") from None
        if rows[-1].reply not in _REPLIES:
            raise InvalidInputError(f"{path.name}, line {number}: reply is one of {', '.join(_REPLIES)}.")
    return rows


async def read_all(engine: Engine, rows: Sequence[Row], now: str, timezone: str) -> list[Read]:
    return [Read(row, (await engine.read(row.text, context_of(row, now, timezone)))["reply"]) for row in rows]


def context_of(row: Row, now: str, timezone: str) -> ReadContext:
    question: Question | None = None
    return {
        "now": now,
        "timezone": timezone,
        "language": row.language,
        "question": question,
        "pending": row.pending,
        "shown": row.shown,
        "recent": [],
    }


def figures(read: Sequence[Read]) -> dict[str, Any]:
    yes = [each for each in read if each.row.reply == "approve"]
    other = [each for each in read if each.row.reply != "approve"]
    false = [each for each in other if each.found == "approve"]
    taken = sum(each.found == "approve" for each in yes)
    return {
        "n": len(read),
        "false_approvals": len(false),
        "false_approvals_upper_95": round(wilson(len(false), len(other))[1], 4),
        "approvals_taken": round(taken / len(yes), 4) if yes else None,
        "accuracy": round(sum(each.found == each.row.reply for each in read) / len(read), 4) if read else None,
        "by_reply": {
            reply: dict(sorted(Counter(str(each.found) for each in read if each.row.reply == reply).items()))
            for reply in _REPLIES
        },
    }
