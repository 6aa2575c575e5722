"""What is still to be told apart, asked one thing at a time: the car, its engine, which of several."""

from collections.abc import Sequence
from typing import Literal

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State
from agents.wishes.narrow import Car, priced_apart, singled_out
from agents.wishes.schema import Wish
from agents.wording import priced_item
from commerce.packs.items import Item
from language.values import name

SHOWN = 4
FlowName = Literal["quote", "order", "discover"]


def ask_about(outcome: Outcome, state: State, context: Context, wish: Wish, car: Car | None, flow: FlowName) -> None:
    """The one question that tells apart what the wish may be; ``flow`` is whose question it is."""
    items = [context.desk.catalogue.item(item) for item in wish["among"]]
    if car is None and all(item.fits for item in items):
        outcome.ask("vehicle", "ask.vehicle", flow=flow, expects=["vehicle"])
    elif car and len(engines := engines_apart(items, car)) > 1:
        shown = f"{car['model']} {car['year'] or ''}".strip()
        outcome.ask("engine", "ask.engine", flow=flow, expects=["vehicle"], picks=engines, vehicle=name(shown),
                    choices=[name(engine) for engine in engines])  # fmt: skip
    else:
        _ask_which(outcome, state, context, items, flow)


def picked_engine(state: State, flow: FlowName) -> str | None:
    """The engine that was taken of those that the open question showed."""
    question = state.get("question")
    if not question or (question["flow"], question["slot"]) != (flow, "engine"):
        return None
    told = {entity["value"] for entity in state["reading"]["entities"] if entity["kind"] == "engine"}
    return next((choice for choice in question["choices"] if choice in told), None)


def picked_item(items: list[Item], state: State, flow: FlowName) -> Item | None:
    """Of the things asked about: by its place or name among those shown, or by a word that is its alone."""
    question = state.get("question")
    if not question or (question["flow"], question["slot"]) != (flow, "product"):
        return None
    told = {entity["value"] for entity in state["reading"]["entities"] if entity["kind"] == "product"}
    meant = [item for item in items if item.id in told or words(item.name, state) in told]
    return meant[0] if len(meant) == 1 else priced_apart(items, state) or singled_out(items, state)


def _ask_which(outcome: Outcome, state: State, context: Context, items: list[Item], flow: FlowName) -> None:
    names = [words(item.name, state) for item in items[:SHOWN]]
    priced = [priced_item(context, state, item) for item in items[:SHOWN]]
    outcome.ask("product", "ask.which", flow=flow, expects=["product"], picks=names, items=priced,
                choices=[name(entry) for entry in names])  # fmt: skip


def engines_apart(items: Sequence[Item], car: Car) -> list[str]:
    """The engines that set the items apart, for that car; none where they do not."""
    if not car or car.get("engine"):
        return []
    each = [
        {engine for fit in item.fits if _is_of(fit.make, fit.model, car) for engine in fit.engines} for item in items
    ]
    apart = all(each) and not set.intersection(*each)
    return sorted(set.union(*each)) if apart else []


def _is_of(make: str, model: str, car: Car) -> bool:
    return (make.lower(), model.lower()) == (str(car["make"]).lower(), str(car["model"]).lower())
