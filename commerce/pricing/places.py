"""Tax rates by postal code, from the tables under ``rates/``."""

import csv
import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from kit.errors import InvalidInputError

_FOLDER = Path(__file__).parent / "rates"
_CODE = re.compile(r"(\d{5})(?:-\d{4})?")
_PPM_IN_PERCENT = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Postal codes ``first`` to ``last``, and the millionths that they add to a price."""

    first: int
    last: int
    name: str
    ppm: int


def place_of(table: str, postal_code: str) -> Place | None:
    """The narrowest place of the table with that code; None where it has none.

    Raises InvalidInputError for what is no postal code of five digits (``48104``, ``48104-1234``).
    """
    written = _CODE.fullmatch(postal_code.strip())
    if written is None:
        raise InvalidInputError(f"postal code {postal_code!r} is not known: expected five digits such as 48104")
    code = int(written[1])
    places = _places(table)
    begun = bisect_right(places, code, key=lambda place: place.first)
    within = [place for place in places[:begun] if place.last >= code]
    return min(within, key=lambda place: place.last - place.first, default=None)


@lru_cache(maxsize=8)
def _places(table: str) -> tuple[Place, ...]:
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        places = [
            Place(int(row["first"]), int(row["last"]), row["place"], int(Decimal(row["percent"]) * _PPM_IN_PERCENT))
            for row in rows
        ]
    return tuple(sorted(places, key=lambda place: (place.first, place.last)))
