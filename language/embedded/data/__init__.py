"""Word lists and tables, written for Parley, as JSON files."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any


def load(name: str) -> Any:
    """The table ``NAME.json`` of this folder."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def digest(name: str) -> str:
    """SHA-256 of the table's file, for what is kept of it."""
    return hashlib.sha256((Path(__file__).parent / f"{name}.json").read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = load("words")
    return lists


def words(name: str) -> tuple[str, ...]:
    """A list of ``words.json``, in its order."""
    return tuple(_lists()[name])


@lru_cache(maxsize=1)
def _cues() -> dict[str, list[str]]:
    cues: dict[str, list[str]] = load("cues")
    return cues


def cue(name: str) -> str:
    """Any of the patterns of a list of ``cues.json``, as one group for use inside another pattern."""
    return f"(?:{'|'.join(_cues()[name])})"
