"""What bringing an order costs."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.packs.items import Item
from commerce.packs.model import Pack


def delivery_item(pack: Pack) -> Item | None:
    """The item of the catalogue whose attribute ``use`` is ``delivery``; None where nothing is delivered."""
    return next((item for item in pack.catalogue.items if item.attributes.get("use") == "delivery"), None)


def with_delivery(
    lines: Sequence[Mapping[str, Any]], delivery: Mapping[str, Any], pack: Pack
) -> list[Mapping[str, Any]]:
    """The lines with one for the delivery, where it is brought and that has a price of its own."""
    item = delivery_item(pack) if delivery.get("mode") == "delivery" else None
    bare = [line for line in lines if item is None or line["item"] != item.id]
    return [*bare, {"item": item.id, "quantity": 1}] if item else bare
