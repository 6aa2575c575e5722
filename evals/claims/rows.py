"""Sentences with the facts of a conversation: which of them hold, and what the others claim, by kind."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from kit.errors import InvalidInputError

DATA = Path(__file__).parent / "data"
LANGUAGES = ("es", "en")
_PARTS = {"locale", "timezone", "now", "facts", "backed", "unbacked"}


@dataclass(frozen=True)
class Sheet:
    """``backed`` and ``unbacked`` are sentences by the kind of what they claim; ``facts`` are tagged values."""

    language: str
    locale: str
    timezone: str
    now: datetime
    facts: list[dict[str, Any]]
    backed: dict[str, list[str]]
    unbacked: dict[str, list[str]]


def read_sheet(name: str, language: str, folder: Path = DATA) -> Sheet:
    """Raises InvalidInputError naming the sets there are, or the file and what it lacks."""
    path = folder / f"{name}_{language}.yaml"
    if not path.is_file():
        there = sorted({each.stem.rpartition("_")[0] for each in folder.glob("*.yaml")})
        raise InvalidInputError(f"There is no set of claims {name!r} in {language}. Sets: {', '.join(there)}.")
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InvalidInputError(f"{path.name}: cannot be read: {error}") from None
    lacks = sorted(_PARTS - set(found if isinstance(found, dict) else {}))
    if lacks:
        raise InvalidInputError(f"{path.name}: lacks {', '.join(lacks)}.")
    facts = [{"value": value, "expires": None} for value in found["facts"]]
    now = datetime.fromisoformat(found["now"])
    return Sheet(language, found["locale"], found["timezone"], now, facts, found["backed"], found["unbacked"])
