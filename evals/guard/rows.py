"""Replies as a model may word them, each with what the templates say of the same acts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from commerce.packs.load import load
from graphs.vocabulary import language_pack
from kit.errors import InvalidInputError
from kit.settings import settings
from language.port import Act, Voice, Wording
from server.wiring import cache_of

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Reference:
    """What code decided to say: ``reference`` is the templates' wording of ``acts``."""

    id: int
    tenant: str
    acts: list[Act]
    voice: Voice
    reference: str


@dataclass(frozen=True)
class Row:
    """An honest wording of a reference."""

    of: Reference
    reply: str


@dataclass(frozen=True)
class Lie:
    """A wording with one thing false in it, in words alone. ``lie``: the words that may not be shown."""

    of: Reference
    kind: str
    reply: str
    lie: str


def references() -> dict[int, Reference]:
    found = {}
    for line in (DATA / "references.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        acts = [cast(Act, {**act, "facts": []}) for act in row["acts"]]
        found[row["id"]] = Reference(row["id"], row["tenant"], acts, row["voice"], row["reference"])
    return found


@cache
def wordings(tenant: str) -> Mapping[str, Wording]:
    """The templates of a shipped pack."""
    where = settings()
    return language_pack(load(where.packs_dir, tenant, cache_of(where))).wordings


def read_set(name: str) -> list[Row]:
    """The rows of a shipped set; raises InvalidInputError naming the sets there are."""
    path = DATA / f"{name}.jsonl"
    sets = sorted({each.stem for each in DATA.glob("*.jsonl")} - {"references", "lies"})
    if name not in sets:
        raise InvalidInputError(f"There is no set of honest replies {name!r}. Sets: {', '.join(sets)}.")
    known = references()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(known[row["id"]], row["reply"]) for row in rows]


def written_lies() -> list[Lie]:
    """Lies that people would believe: written by hand, each beside a true reference."""
    known = references()
    rows = [json.loads(line) for line in (DATA / "lies.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Lie(known[row["id"]], row["kind"], row["reply"], row["lie"]) for row in rows]
