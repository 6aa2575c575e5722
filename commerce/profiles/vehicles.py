"""Vehicles and their identification numbers (ISO 3779)."""

import re
from collections.abc import Mapping
from typing import Any

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
PARTS = ("make", "model", "year", "engine")


def vin(value: Any) -> str:
    """17 letters and digits without I, O and Q."""
    text = re.sub(r"[\s-]", "", str(value)).upper()
    if not _VIN.fullmatch(text):
        raise ValueError("17 letters and digits, without I, O or Q")
    return text


def vehicle(value: Any) -> dict[str, Any]:
    """``{"make", "model", "year", "engine"}``, at least one of them known."""
    if not isinstance(value, Mapping) or not any(value.get(part) for part in PARTS):
        raise ValueError("a make, a model, a year or an engine")
    year = value.get("year")
    if year is not None and not 1900 <= int(year) <= 2100:
        raise ValueError("a year between 1900 and 2100")
    return {part: value.get(part) for part in PARTS}
