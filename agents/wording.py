"""Prices, lines and lists of items as values that templates can word."""

from typing import Any

from agents.context import Context
from agents.phrases import phrase, words
from agents.state import State
from agents.terms import terms_of
from commerce.packs.items import Item
from commerce.pricing.price import Priced, price, tax_class_of
from language.values import money, name, quantity, quoted


def unit_words(context: Context, state: State, item: Item) -> str:
    return "" if item.unit in {"each", "project", "visit"} else phrase(context, state, f"unit.{item.unit}")


def tax_words(context: Context, state: State, items: list[Item]) -> str:
    """What the shown prices leave out or include; nothing where none of the items is taxed."""
    tax = context.pack.file.tax
    if not any(tax_class_of(item, context.pack).rate_bp and item.amount for item in items):
        return ""
    return phrase(context, state, "tax.included" if tax.included else "tax.excluded", name=tax.name)


def priced_item(context: Context, state: State, item: Item) -> dict[str, Any]:
    """``{"id", "item", "price", "starts_at", "unit"}`` for one of the catalogue."""
    amount = price(item, 1, context.pack, terms_of(state, context)).unit
    return {
        "id": item.id,
        "item": name(words(item.name, state)),
        "price": money(amount) if amount.minor else quoted(phrase(context, state, "free")),
        "starts_at": item.price_from and bool(amount.minor),
        "unit": unit_words(context, state, item) if amount.minor else "",
    }


def line_words(state: State, priced: Priced) -> dict[str, Any]:
    """``{"quantity", "item", "total"}`` for one line of an order, less what came off it, so that lines add up."""
    counted = {"$": "quantity", "count": int(priced.quantity), "unit": ""}
    return {"quantity": counted, "item": name(words(priced.item.name, state)), "total": money(priced.due)}


def quote_line(context: Context, state: State, priced: Priced) -> dict[str, Any]:
    """``{"quantity", "item", "total"}`` at list price: what came off the whole is told apart."""
    counted = f"counted.{priced.item.unit}{'' if priced.quantity == 1 else 's'}"
    unit = phrase(context, state, counted) if f"phrase.{counted}" in context.pack.templates else ""
    return {
        "quantity": quantity(int(priced.quantity), unit),
        "item": name(words(priced.item.name, state)),
        "total": money(priced.line),
    }
