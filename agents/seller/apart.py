"""Several things in one message, or a word that several things go by: told apart before the cart is changed."""

from typing import Any

from agents.context import Context
from agents.inbound import heard
from agents.outcome import Outcome
from agents.seller.cart import Held
from agents.seller.counted import edits, is_booked_now, named_as_things, sold_outright
from agents.seller.schema import Ordering
from agents.seller.wish import undecided
from agents.state import State, kept
from agents.topic import held_items, named_items, quantity_of
from agents.wishes.ask import ask_about, picked_engine, picked_item
from agents.wishes.count import counts_things
from agents.wishes.line import joined, line_of, wished
from agents.wishes.listed import later_things
from agents.wishes.narrow import car_of, narrowed
from agents.wishes.read import told
from agents.wishes.schema import Line, Wish
from agents.wishes.take_out import taken_out
from language.words.both import takes_all

DONE: Ordering = {"lines": [], "wishes": [], "adds": False, "out": []}
"""What is remembered once everything is told apart."""


def told_apart(cart: Held, state: State, context: Context) -> Ordering | None:
    """What is wanted so far, with this message in it; None where one thing is named plainly, or nothing."""
    before: Ordering = kept(state, "order")  # type: ignore[assignment]
    engine = picked_engine(state, "order") or before.get("engine")
    lines, wishes = _with_message(before, state, context, engine)
    if not lines and not wishes and not cart.items:
        wishes = _of_what_was_shown(state, context)
    if not wishes and not before.get("wishes") and not _is_about_several(state, context):
        return None
    lines, wishes = narrowed(lines, wishes, car_of(state, engine), state, context)
    out = sorted({*before.get("out", []), *taken_out(cart.items, state, context)})
    found: Ordering = {"lines": _sold(lines, state, context), "wishes": _wanted(wishes, context), "out": out}
    found["adds"] = "add" in edits(state) or bool(before.get("adds"))
    return {**found, "engine": engine} if engine else found


def ask_apart(outcome: Outcome, state: State, context: Context, found: Ordering, *, started: bool) -> None:
    """Asks about the first wish; ``started``: whether it goes to the confirmation, once all is told apart."""
    outcome.open({"name": "order", "agent": "seller", "since": state["turn"]["seq"]})
    outcome.remember(order={**kept(state, "order"), **found, "started": started})
    ask_about(outcome, state, context, found["wishes"][0], car_of(state, found.get("engine")), "order")
    pending = state.get("pending")
    if pending and pending["agent"] == "seller":
        outcome.settle()


def put_apart(cart: Held, found: Ordering, state: State) -> dict[str, Any]:
    """Changes the cart by what was told apart; gives what the order's slots remember of that."""
    for item in found["out"]:
        cart.put(item, 0)
    for line in found["lines"]:
        beside = cart.items.get(line["item"], 0) if found["adds"] else 0
        cart.put(line["item"], beside + line["quantity"])
    put = [item for item in kept(state, "order").get("put", []) if item in cart.items]
    own = [] if found["adds"] else [line["item"] for line in found["lines"]]
    last = found["lines"][-1]["item"] if found["lines"] else ""
    return {**DONE, "put": list(dict.fromkeys([*put, *own])), "last": last}


def is_telling_apart(state: State) -> bool:
    """Whether something that goes into a cart, and not yet to its order, is being told apart."""
    held, question = kept(state, "order"), state.get("question")
    return bool(held.get("wishes") and not held.get("started") and question and question["flow"] == "order")


def _with_message(
    before: Ordering, state: State, context: Context, engine: str | None
) -> tuple[list[Line], list[Wish]]:
    lines, wishes = before.get("lines", []), before.get("wishes", [])
    among = [context.desk.catalogue.item(item) for item in wishes[0]["among"]] if wishes else []
    if item := picked_item(among, state, "order"):
        return joined(lines, [line_of(item, wishes[0]["quantity"], state)]), wishes[1:]
    if among and takes_all(heard(state)):
        return joined(lines, [line_of(item, wishes[0]["quantity"], state) for item in among]), wishes[1:]
    if not _is_about_several(state, context):
        return lines, wishes
    named, unclear = told(car_of(state, engine), state, context)
    return joined(lines, named), wished(wishes, unclear)


def _of_what_was_shown(state: State, context: Context) -> list[Wish]:
    """Of several things that were shown and none of them picked, one is wanted: nobody is sold the first of them."""
    shown = sold_outright(held_items(state, context))
    if len(shown) < 2 or sold_outright(named_as_things(state, context, named_items(state, context))):
        return []
    return [Wish(among=[item.id for item in shown], quantity=quantity_of(state) or 0, words="")]


def _is_about_several(state: State, context: Context) -> bool:
    """Whether it names several things, or one by a word that several go by; not where things only go out."""
    if edits(state) == {"remove"}:
        return False
    several = counts_things(state) or len(edits(state)) > 1 or len(undecided(state, context)) > 1
    return several or bool(later_things(state, context))


def _sold(lines: list[Line], state: State, context: Context) -> list[Line]:
    items = [(line, context.desk.catalogue.item(line["item"])) for line in lines]
    return [line for line, item in items if sold_outright([item]) and not is_booked_now(item, state)]


def _wanted(wishes: list[Wish], context: Context) -> list[Wish]:
    """Without what is not sold over the counter."""
    sold = [
        Wish(
            among=[each.id for each in sold_outright([context.desk.catalogue.item(item) for item in wish["among"]])],
            quantity=wish["quantity"],
            words=wish["words"],
        )
        for wish in wishes
    ]
    return [wish for wish in sold if wish["among"]]
