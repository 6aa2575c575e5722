"""What a quote still lacks, asked one thing at a time, and the answer to it."""

from agents.context import Context
from agents.outcome import Outcome
from agents.quoter.about import wanted
from agents.quoter.change import swapped
from agents.quoter.lines import sorted_out
from agents.quoter.schema import Wanted
from agents.quoter.show import asked_of
from agents.state import State
from agents.wishes.ask import ask_about, picked_engine, picked_item
from agents.wishes.line import joined, line_of
from agents.wishes.narrow import car_of
from commerce.packs.items import Item
from commerce.quotes.draft import options


def ask_missing(outcome: Outcome, state: State, context: Context, held: Wanted) -> bool:
    """Whether something had to be asked."""
    if held.get("wishes"):
        ask_about(outcome, state, context, held["wishes"][0], car_of(state, held.get("engine")), "quote")
        return True
    if any(line["quantity"] == 0 for line in held.get("lines", [])):
        outcome.ask("area", "ask.area", flow="quote", expects=["area", "quantity"])
        return True
    return False


def answered(state: State, context: Context) -> Wanted | None:
    """What is wanted, where the message picks one of the things that were asked about, or the engine."""
    held = wanted(state)
    if engine := picked_engine(state, "quote"):
        return sorted_out({**held, "engine": engine}, state, context)
    item = picked_item(_asked_about(held, state, context), state, "quote")
    return _taken(held, item, state, context) if item else None


def _taken(held: Wanted, item: Item, state: State, context: Context) -> Wanted:
    """The item, for the first wish, or in the place of the line that it competes with."""
    if held.get("wishes"):
        first, *rest = held["wishes"]
        lines = joined(held.get("lines", []), [line_of(item, first["quantity"], state)])
        return {**held, "lines": lines, "wishes": rest}
    return {**held, "lines": swapped(held, [{"item": item.id, "quantity": 1}], context) or held["lines"]}


def _asked_about(held: Wanted, state: State, context: Context) -> list[Item]:
    """What the open question is about: the first wish, or the options that were compared."""
    question = state.get("question")
    if not question or (question["flow"], question["slot"]) != ("quote", "product"):
        return []
    if held.get("wishes"):
        return [context.desk.catalogue.item(item) for item in held["wishes"][0]["among"]]
    shown = options(held.get("lines", []), context.desk.catalogue, context.pack, asked_of(held, state, context))
    return [context.desk.catalogue.item(option["item"]) for option in shown]
