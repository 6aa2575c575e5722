"""From the wish to buy to what is in the cart: put in, put beside, put instead, or another number of it."""

from collections.abc import Sequence
from typing import Any

from agents.context import Context
from agents.seller.cart import Held, last_of
from agents.seller.counted import Counted, counted, edits, is_booked_now, named_as_things, sold_outright
from agents.state import State, kept
from agents.topic import (
    alternatives_named,
    held_items,
    loosely_named,
    named_items,
    quantity_of,
    searched_items,
)
from commerce.packs.items import Item

OFFERED = {"buy", "product", "quantity"}
"""Questions whose answer is about what was shown last."""


def put_wished(cart: Held, state: State, context: Context, named: Sequence[Item] = ()) -> dict[str, Any]:
    """Changes the cart as this message wants it; gives what the order's slots remember of that.

    ``named``: what it is about, where that was found out already.
    """
    before = kept(state, "order")
    put = [item for item in before.get("put", []) if item in cart.items]
    if "order" not in state.get("flows", {}):
        _take_out(cart, put)  # an order that was dropped half-way is no part of the next one
        put = []
    wished = counted(state, list(named)) if named else _wished(cart, state, context)
    for each in wished:
        _put(cart, each, state, context)
    count = quantity_of(state)
    last = last_of(state, cart)
    if not wished and count and last:
        cart.put(last, count)
    added = [each.item.id for each in wished if each.edit != "add"]
    return {"put": list(dict.fromkeys([*put, *added])), "last": wished[-1].item.id if wished else last}


def undecided(state: State, context: Context) -> list[Item]:
    """Several items that one and the same word names: the customer wants one of them, not all."""
    return sold_outright(named_as_things(state, context, alternatives_named(state, context)))


def take_back(cart: Held, state: State) -> None:
    """An order that is refused leaves in the cart only what was put there as into a cart."""
    _take_out(cart, kept(state, "order").get("put", []))


def _wished(cart: Held, state: State, context: Context) -> list[Counted]:
    wants = any(guess["name"] == "buy" for guess in state["reading"]["intents"]) or bool(edits(state))
    named = named_items(state, context) or (loosely_named(state, context) if wants else [])
    if named := sold_outright(named_as_things(state, context, named)):
        return counted(state, [item for item in named if not is_booked_now(item, state)])
    if cart.items and not _about_what_was_shown(state):
        return []
    shown = held_items(state, context) or searched_items(state, context)
    return [Counted(item, quantity_of(state), _edit(state)) for item in sold_outright(shown[:1])]


def _put(cart: Held, each: Counted, state: State, context: Context) -> None:
    had = cart.items.get(each.item.id, 0)
    if each.edit == "remove":
        cart.put(each.item.id, max(0, had - each.count) if each.count else 0)
    elif each.edit == "add":
        cart.put(each.item.id, had + (each.count or 1))
    else:
        if not had and _is_amending(state):
            _take_out(cart, _rivals(cart, each.item, context))
        cart.put(each.item.id, each.count or had or 1)


def _rivals(cart: Held, item: Item, context: Context) -> list[str]:
    """What the customer gives up for another thing: the only one there is, or those of its kind."""
    if len(cart.items) == 1:
        return list(cart.items)
    return [id for id in cart.items if context.desk.catalogue.item(id).category == item.category]


def _take_out(cart: Held, items: list[str]) -> None:
    for item in [each for each in items if each in cart.items]:
        cart.put(item, 0)


def _about_what_was_shown(state: State) -> bool:
    """Whether this answers an offer, or says so many of what was just shown."""
    question = state.get("question")
    return bool(question and question["slot"] in OFFERED) or bool(edits(state))


def _edit(state: State) -> Any:
    said = edits(state)
    return next(iter(said)) if len(said) == 1 else None


def _is_amending(state: State) -> bool:
    pending = state.get("pending")
    return bool(pending and pending["agent"] == "seller" and state["reading"]["reply"] == "amend")
