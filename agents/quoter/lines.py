"""The lines of the quote under way, with what a message says of them."""

from collections.abc import Sequence

from agents.context import Context
from agents.quoter.about import is_quoting, wanted
from agents.quoter.change import edits_of, measured, swapped, without
from agents.quoter.schema import Wanted
from agents.responder.follow import leans, question_of
from agents.seller.counted import is_appointment
from agents.state import State
from agents.topic import held_items, loosely_named, quantity_of, searched_items
from agents.wishes.line import joined, line_of, wished
from agents.wishes.narrow import car_of, narrowed, singled_out
from agents.wishes.read import told
from agents.wishes.schema import Line, Wish
from language.words.numerals import tongue


def collect(state: State, context: Context) -> Wanted:
    """The quote under way with what this message says of it; a fresh one where it begins."""
    held = wanted(state)
    edits = edits_of(state)
    if "remove" in edits and is_quoting(state):
        held = without(held, state, context)
        if edits == {"remove"}:
            return held
    lines, wishes = told(car_of(state, held.get("engine")), state, context)
    if "scheduler" in state.get("plan", []):  # a visit that the message books is no line of the quote
        lines = [line for line in lines if not is_appointment(context.desk.catalogue.item(line["item"]))]
    if not lines and not wishes:
        lines = _hinted_at(held, state, context)
    if not lines and not wishes:
        return _again(held, state, context)
    if is_quoting(state) and ("add" in edits or held.get("wishes")):
        return {**held, "lines": joined(held.get("lines", []), lines), "wishes": wished(held.get("wishes", []), wishes)}
    if is_quoting(state) and not wishes and (other := swapped(held, lines, context)):
        return {**held, "lines": other, "wishes": []}
    if is_quoting(state) and lines and not wishes and _goes_on(state):
        return {**held, "lines": joined(held.get("lines", []), lines), "wishes": []}
    if _changes_lines(held, lines, wishes):
        return {**held, "lines": joined(held.get("lines", []), lines), "wishes": []}
    kept_number = is_quoting(state) and not wishes
    return {**(held if kept_number else coupon_of(held)), "lines": lines, "wishes": wishes, "settled": False}


def _goes_on(state: State) -> bool:
    """Whether it is about one thing more: "and the tear-off?", "what about gutters"."""
    said = {guess["name"] for guess in state["reading"]["intents"]}
    return "quote" not in said and leans(question_of(state), tongue(state["language"]))


def _hinted_at(held: Wanted, state: State, context: Context) -> list[Line]:
    """What half a name means in the middle of a quote: "use architectural instead", of things that compete."""
    lines = [line_of(item, 0, state) for item in loosely_named(state, context)]
    return lines if is_quoting(state) and swapped(held, lines, context) else []


def sorted_out(held: Wanted, state: State, context: Context) -> Wanted:
    """The wishes less what the customer's car rules out; each that leaves one thing becomes a line."""
    car = car_of(state, held.get("engine"))
    lines, wishes = narrowed(held.get("lines", []), held.get("wishes", []), car, state, context)
    return {**held, "lines": lines, "wishes": wishes}


def coupon_of(held: Wanted) -> Wanted:
    """What a new quote takes over from the one before: a coupon that was told."""
    return {"coupon": held["coupon"]} if "coupon" in held and not held.get("settled") else {}


def _again(held: Wanted, state: State, context: Context) -> Wanted:
    """Nothing new was named: the quote with another measure, or what the conversation is about."""
    count = quantity_of(state)
    if held.get("lines") or held.get("wishes"):
        begun: Wanted = {**(held if is_quoting(state) else coupon_of(held)), "settled": False}
        return measured(held, begun, count, state, context)
    topic = held_items(state, context)
    if one := singled_out(topic, state):
        topic = [one]
    if len(topic) > 1:
        return {**held, "lines": [], "wishes": [Wish(among=[item.id for item in topic], quantity=count or 0, words="")]}
    found = (topic or searched_items(state, context))[:1]
    return {**held, "lines": [line_of(item, count or 0, state) for item in found], "wishes": []}


def _changes_lines(held: Wanted, lines: Sequence[Line], wishes: Sequence[Wish]) -> bool:
    """Whether only things are named that the quote has already: then it is their number that changes."""
    known = {line["item"] for line in held.get("lines", [])}
    return bool(known) and not held.get("settled") and not wishes and {line["item"] for line in lines} < known
