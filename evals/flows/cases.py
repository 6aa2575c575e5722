"""The pieces of business, what interrupts them and what puts them right, from ``flows.yaml``."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "flows.yaml"


@dataclass(frozen=True)
class Aside:
    """``serves``: kinds of acts of which one must be in the reply. ``leaves``: what stood open may go unsaid."""

    name: str
    says: str
    serves: tuple[str, ...]
    leaves: bool = False


@dataclass(frozen=True)
class Correction:
    """``at``: the open question at which it is said; without it, the action that waits for a yes.

    ``refused``: what is wished for cannot be had, and must not come to be.
    """

    says: str
    becomes: str
    at: str | None = None
    refused: bool = False


@dataclass(frozen=True)
class Flow:
    name: str
    tenant: str
    language: str
    opens: str
    reaches: str
    """The kind of action that a yes carries out."""
    answers: dict[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    """What is said before, and done: an appointment that is to be moved is booked."""
    put_right: tuple[Correction, ...] = ()


@cache
def flows() -> tuple[Flow, ...]:
    return tuple(_flow(dict(row)) for row in _read()["flows"])


@cache
def asides(language: str) -> tuple[Aside, ...]:
    return tuple(
        Aside(name, row["says"], tuple(row["serves"]), row.get("leaves", False))
        for name, row in _read()["asides"][language].items()
    )


def _flow(row: dict[str, Any]) -> Flow:
    corrections = tuple(Correction(**each) for each in row.pop("put_right", ()))
    return Flow(**{**row, "first": tuple(row.get("first", ())), "put_right": corrections})


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
