"""A cart looked at anew: today's prices, and what is no longer as it was shown."""

from collections.abc import Sequence
from datetime import datetime

from commerce.carts.model import Cart, Change, Line
from commerce.carts.price import priced
from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from store.unit import Row


def look(row: Row, pack: Pack, now: datetime) -> Cart:
    """What the catalogue has no more is left out, and told among the changes."""
    catalogue = Catalogue(pack)
    known = [line for line in row["items"] if catalogue.knows(line["item"])]
    gone = [Change(line["item"], "gone") for line in row["items"] if not catalogue.knows(line["item"])]
    found = priced(known, pack, now)
    units = {line.item.id: line.unit.minor for line in found.lines}
    moved = [
        Change(line["item"], "price", line["unit_price"], units[line["item"]])
        for line in known
        if line.get("unit_price") and line["unit_price"] != units[line["item"]]
    ]
    return Cart(row["id"], row["session_id"], row["contact_id"], row["status"], shown(known, units), found.lines,
                found.totals, [*gone, *moved])  # fmt: skip


def shown(lines: Sequence[Line], units: dict[str, int]) -> list[Line]:
    """The lines with the prices that they are shown at now."""
    return [{**line, "unit_price": units[line["item"]]} for line in lines]
