"""What a quote still lacks, asked one thing at a time: the car, its engine, which of several, how much."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.quoter.lines import car_of, chosen, narrowed, singled_out, swapped
from agents.quoter.schema import Wanted
from agents.quoter.show import asked_of
from agents.state import State
from agents.wording import priced_item
from commerce.packs.model import Item
from commerce.quotes.draft import options
from language.values import name

SHOWN = 4


def picked(state: State) -> str | None:
    """The choice that was taken of those that the open question of a quote showed."""
    question = state.get("question")
    place = next((e["value"] for e in state["reading"]["entities"] if e["kind"] == "choice"), None)
    if not question or question["flow"] != "quote" or place is None or place >= len(question["choices"]):
        return None
    return str(question["choices"][place])


def by_word(held: Wanted, state: State, context: Context) -> Item | None:
    """The one of the things asked about that a word of the message belongs to, where it belongs to no other of them."""
    question = state.get("question")
    if not question or (question["flow"], question["slot"]) != ("quote", "product"):
        return None
    return singled_out(_asked_about(held, state, context), state)


def with_choice(held: Wanted, choice: str, state: State, context: Context) -> Wanted:
    """With the engine, or the thing, that was picked."""
    question = state["question"]
    assert question is not None
    if question["slot"] == "engine":
        return narrowed({**held, "engine": choice}, state, context)
    items = _asked_about(held, state, context)
    found = next((item for item in items if words(item.name, state) == choice), None)
    return taken(held, found, state, context) if found else held


def taken(held: Wanted, item: Item, state: State, context: Context) -> Wanted:
    """The item, for the first wish, or in the place of the line that it competes with."""
    if held.get("wishes"):
        return chosen(held, item, state)
    return {**held, "lines": swapped(held, [{"item": item.id, "quantity": 1}], context) or held["lines"]}


def _asked_about(held: Wanted, state: State, context: Context) -> list[Item]:
    """What the open question is about: the first wish, or the options that were compared."""
    if held.get("wishes"):
        return [context.desk.catalogue.item(item) for item in held["wishes"][0]["among"]]
    shown = options(held.get("lines", []), context.desk.catalogue, context.pack, asked_of(held, state, context))
    return [context.desk.catalogue.item(option["item"]) for option in shown]


def ask_missing(outcome: Outcome, state: State, context: Context, held: Wanted) -> bool:
    """Whether something had to be asked."""
    if held.get("wishes"):
        items = [context.desk.catalogue.item(item) for item in held["wishes"][0]["among"]]
        _ask_about(outcome, state, context, items, car_of(state, held))
        return True
    if any(line["quantity"] == 0 for line in held.get("lines", [])):
        outcome.ask("area", "ask.area", flow="quote", expects=["area", "quantity"])
        return True
    return False


def _ask_about(outcome: Outcome, state: State, context: Context, items: list[Item], car: dict[str, Any] | None) -> None:
    if car is None and all(item.fits for item in items):
        outcome.ask("vehicle", "ask.vehicle", flow="quote", expects=["vehicle"])
    elif car and len(engines := _engines(items, car)) > 1:
        shown = f"{car['model']} {car['year'] or ''}".strip()
        outcome.ask("engine", "ask.engine", flow="quote", expects=["vehicle"], picks=engines, vehicle=name(shown),
                    choices=[name(engine) for engine in engines])  # fmt: skip
    else:
        _ask_which(outcome, state, context, items)


def _ask_which(outcome: Outcome, state: State, context: Context, items: list[Item]) -> None:
    names = [words(item.name, state) for item in items[:SHOWN]]
    priced = [priced_item(context, state, item) for item in items[:SHOWN]]
    outcome.ask("product", "ask.which", flow="quote", expects=["product"], picks=names, items=priced,
                choices=[name(entry) for entry in names])  # fmt: skip


def _engines(items: list[Item], car: dict[str, Any]) -> list[str]:
    """The engines that set the items apart, for that car; none where they do not."""
    if car.get("engine"):
        return []
    each = [
        {engine for fit in item.fits if _is_of(fit.make, fit.model, car) for engine in fit.engines} for item in items
    ]
    apart = all(each) and not set.intersection(*each)
    return sorted(set.union(*each)) if apart else []


def _is_of(make: str, model: str, car: dict[str, Any]) -> bool:
    return (make.lower(), model.lower()) == (str(car["make"]).lower(), str(car["model"]).lower())
