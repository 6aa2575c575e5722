"""What a page shows as a card instead of a line: products and quotes, drawn from what the acts say already."""

from typing import Any

from agents.choices import Block, choice_id
from agents.context import Context
from language.port import Act

LISTING = frozenset({"products", "recommend", "prices"})
QUOTED = ("number", "lines", "subtotal", "tax_name", "tax", "total", "valid_until")


def with_cards(act: Act, context: Context) -> list[Block]:
    """The act's blocks, and the card that its values make where it brings none itself."""
    blocks: list[Block] = act["blocks"]
    if act["kind"] == "show_quote":
        sent = next((block for block in blocks if block["kind"] == "quote"), {})
        return [*(block for block in blocks if block is not sent), {**_quote(act["values"]), **sent}]
    if any(block["kind"] == "products" for block in blocks):
        return blocks
    products = _products(act, context)
    return [*blocks, {"kind": "products", "items": products}] if products else blocks


def _products(act: Act, context: Context) -> list[Block]:
    """Every item of a list; the one item of a price only where there is a picture to show."""
    said = act["values"]
    if act["kind"] in LISTING:
        return [_product(item, context) for item in said["items"] if "id" in item]
    cards = [_product(said, context)] if act["kind"] == "price" and "id" in said else []
    return [card for card in cards if card["image"]]


def _product(said: dict[str, Any], context: Context) -> Block:
    item = context.desk.catalogue.item(said["id"])
    return {
        "id": choice_id("product", item.id),
        "label": said["item"],
        "price": said["price"],
        "starts_at": bool(said.get("starts_at")),
        "unit": said.get("unit", ""),
        "stock": said.get("stock", ""),
        "code": item.code,
        "image": address_of(item.images[0], context.tenant) if item.images else None,
    }


def _quote(said: dict[str, Any]) -> Block:
    return {"kind": "quote", **{name: said[name] for name in QUOTED if name in said}}


def address_of(image: str, tenant: str) -> str:
    """A picture's address: its own, or that of a file of the pack."""
    return image if image.startswith("https://") else f"/pictures/{tenant}/{image}"
