"""What two agents tell of the same things in one turn is told once."""

from collections.abc import Sequence
from typing import Any

from language.port import Act

PRICES = frozenset({"price", "prices"})
SHOWS = frozenset({"recommend", "products"})


def once(acts: Sequence[Act]) -> list[Act]:
    """The acts, of which those that show things leave out what another act prices."""
    priced = {_name(line) for act in acts if act["kind"] in PRICES for line in _lines(act)}
    left = [_without(act, priced) if act["kind"] in SHOWS else act for act in acts]
    return [act for act in left if act is not None]


def _without(act: Act, priced: set[str]) -> Act | None:
    """None where nothing is left of it."""
    lines = _lines(act)
    rest = [line for line in lines if _name(line) not in priced]
    if not lines or len(rest) == len(lines):
        return act
    return {**act, "values": {**act["values"], "items": rest}} if rest else None


def _lines(act: Act) -> list[dict[str, Any]]:
    values = act["values"]
    return [line for line in values.get("items") or [values] if isinstance(line.get("item"), dict)]


def _name(line: dict[str, Any]) -> str:
    return str(line["item"]["text"])
