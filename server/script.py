"""Scripts of customers: a text file with a message a line, or YAML with events between them."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from kit.errors import InvalidInputError, NotFoundError

_SPAN = re.compile(r"(\d+)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
Kind = Literal["say", "wait", "take", "release", "agent", "pay", "approve", "refuse", "event"]


@dataclass(frozen=True)
class Step:
    """``say`` is the customer; ``take``, ``release`` and ``agent`` are a person; ``wait`` moves a still clock.

    ``pay`` plays the payment service: what happens to the customer's newest order. ``approve`` and ``refuse`` play a
    colleague of that role, who decides on the discount that waits.
    """

    kind: Kind
    text: str = ""
    seconds: int = 0
    data: dict[str, Any] = field(default_factory=dict)


def read_script(path: Path) -> list[Step]:
    """The steps of a script; raises InvalidInputError naming the file and the entry."""
    if not path.is_file():
        raise NotFoundError(f"{path}: there is no such script.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: byte {error.start} is not UTF-8: expected a text file in UTF-8.") from error
    steps = _from_yaml(path, text) if path.suffix in {".yaml", ".yml"} else _from_lines(text)
    if not steps:
        raise InvalidInputError(f"{path}: the script is empty: expected one customer message a line.")
    return steps


def _from_lines(text: str) -> list[Step]:
    """Empty lines and those that begin with ``#`` are for the reader of the file."""
    return [Step("say", line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _from_yaml(path: Path, text: str) -> list[Step]:
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidInputError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(entries, list):
        raise InvalidInputError(f"{path}: expected a list of messages and events.")
    return [_step(path, number, entry) for number, entry in enumerate(entries, 1)]


def _step(path: Path, number: int, entry: Any) -> Step:
    if isinstance(entry, str):
        return Step("say", entry)
    if isinstance(entry, dict) and len(entry) == 1:
        [(kind, value)] = entry.items()
        if kind in {"say", "take", "release", "agent", "pay", "approve", "refuse"} and isinstance(value, str):
            return Step(kind, value)
        if kind == "wait" and (span := _SPAN.fullmatch(str(value))):
            return Step("wait", seconds=int(span[1]) * _SECONDS[span[2]])
        if kind == "event" and isinstance(value, dict) and "event" in value:
            return Step("event", data=value)
    expected = (
        "a message, or one of say, wait (10m), take, release, agent, pay (paid), approve (supervisor), refuse, event"
    )
    raise InvalidInputError(f"{path}: entry {number}: found {entry!r}, expected {expected}.")
