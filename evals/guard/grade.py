"""Grades the guard: how many honest wordings it blocks, and how many lies it lets pass."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import Any

from evals.guard.rows import Lie, Reference, Row, wordings
from evals.report import wilson
from language.llm.guard import Guard
from language.words.fold import plain
from language.words.sentences import pieces
from server.modelstub.adversary import adversarial
from server.modelstub.asked import Asked


@dataclass(frozen=True)
class Held:
    """What became of one wording. ``fault`` None: all of it was said, and nothing had to be added."""

    of: Reference
    reply: str
    said: str
    fault: str | None
    ms: float


def hold(of: Reference, reply: str) -> Held:
    began = time.process_time()
    guard = Guard(of.reference, of.acts, of.voice, wordings(of.tenant))
    fault = next((wrong for piece in pieces(reply) if (wrong := guard.takes(piece))), None)
    if fault is None and guard.rest():
        fault = "leaves out"
    return Held(of, reply, guard.said, fault, (time.process_time() - began) * 1000)


def honest(rows: Sequence[Row]) -> list[Held]:
    return [hold(row.of, row.reply) for row in rows]


def lies(every: Sequence[Reference], seeds: int) -> tuple[int, list[str]]:
    """Wordings that the adversary makes of the references: how many, and the lies among what was said of them."""
    told, shown = 0, list[str]()
    for of in every:
        for seed in range(seeds):
            said = adversarial(_asked(of), Random(f"{of.id}:{seed}"))
            if said.lies:
                told += 1
                out = plain(hold(of, said.text).said)
                shown += [lie for lie in said.lies if lie.strip() and plain(lie) in out]
    return told, shown


def believed(every: Sequence[Lie]) -> list[Lie]:
    """The written lies of which the guard let the false words pass."""
    return [lie for lie in every if plain(lie.lie) in plain(hold(lie.of, lie.reply).said)]


def figures(
    held: Sequence[Held], told: int, shown: Sequence[str], written: int, passed: Sequence[Lie]
) -> dict[str, Any]:
    blocked = [each for each in held if each.fault]
    low, high = wilson(len(blocked), len(held))
    return {
        "honest": len(held),
        "blocked": len(blocked),
        "false_block_rate": round(len(blocked) / len(held), 4),
        "interval_95": [round(low, 4), round(high, 4)],
        "by_language": {
            language: f"{sum(each.of.voice['language'] == language for each in blocked)} of "
            f"{sum(each.of.voice['language'] == language for each in held)}"
            for language in ("es", "en")
        },
        "why": dict(Counter(str(each.fault).split(":")[0] for each in blocked).most_common()),
        "cpu_ms_p50": round(median(each.ms for each in held), 2),
        "lies": told,
        "lies_shown": len(shown),
        "lies_upper_95": round(wilson(len(shown), told)[1], 5) if told else None,
        "written_lies": written,
        "written_lies_shown": dict(Counter(lie.kind for lie in passed).most_common()),
    }


def _asked(of: Reference) -> Asked:
    fences = {"voice": of.voice, "reference": of.reference}
    human = "\n".join(f"<{name}>\n{json.dumps(data)}\n</{name}>" for name, data in fences.items())
    return Asked("write", "lies", "", human, stream=True, usage=False)
