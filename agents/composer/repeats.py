"""What two agents tell of the same things in one turn is told once."""

from collections.abc import Sequence

from language.port import Act

PRICES = frozenset({"price", "prices"})
SHOWS = frozenset({"recommend", "products"})


def once(acts: Sequence[Act]) -> list[Act]:
    """Without the acts that show only things whose prices another act tells."""
    priced = {name for act in acts if act["kind"] in PRICES for name in _items(act)}
    return [act for act in acts if act["kind"] not in SHOWS or not _items(act) or not _items(act) <= priced]


def _items(act: Act) -> set[str]:
    values = act["values"]
    lines = values.get("items") or [values]
    return {str(line["item"]["text"]) for line in lines if isinstance(line.get("item"), dict)}
