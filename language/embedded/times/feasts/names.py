"""What the feasts are called, in the ways that people shorten and spell them."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypedDict


class Feast(TypedDict, total=False):
    """A row of ``feasts.json``; names are folded. ``weak`` names are common words or places too."""

    on: str
    en: list[str]
    es: list[str]
    weak: bool


_WHOSE = re.compile(r"^(?:international|world|national|global) (?=.*\bday\b)|(?<=^dia )(?:internacional|mundial) ")


@lru_cache(maxsize=1)
def table() -> dict[str, Feast]:
    """The feasts by their first name."""
    rows: list[Feast] = json.loads((Path(__file__).parent / "feasts.json").read_text(encoding="utf-8"))
    return {next(iter([*row.get("en", ()), *row.get("es", ())])): row for row in rows}


def names(language: str, *, weak: bool = False) -> dict[str, str]:
    """Every folded name and the feast it means; where two claim a name, the one that stands first keeps it."""
    found: dict[str, str] = {}
    for feast, row in table().items():
        if row.get("weak", False) == weak:
            told: list[str] = row.get("es", []) if language == "es" else row.get("en", [])
            found |= {name: feast for said in told for name in _spellings(said) if name not in found}
    return found


def _spellings(name: str) -> Iterator[str]:
    """As written, without "international", without apostrophes and hyphens, with "saint" in full."""
    for said in dict.fromkeys((name, _WHOSE.sub("", name, count=1))):
        for saint in ("st ", "st. ", "saint ") if said.startswith("st ") else ("",):
            whole = saint + said.removeprefix("st ") if saint else said
            yield from (whole, whole.replace("'", ""), whole.replace("-", " "))
            yield from (whole.replace("'s ", " "),)
