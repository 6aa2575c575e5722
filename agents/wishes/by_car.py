"""Things that one word names and that fit different cars: told as a span of prices, then found by the car."""

from collections.abc import Sequence

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import spanned
from agents.scheduler.offer import person_on_duty
from agents.state import State, kept
from agents.stocked import sold_out
from agents.topic import alternatives_named, held_items, named_items, vehicle_of
from agents.wishes.ask import FlowName, engines_apart, picked_engine
from agents.wishes.narrow import Car, car_of, found
from agents.wording import tax_words
from commerce.packs.items import Item
from language.values import money, name

BROWSED: FlowName = "discover"
"""The flow of what is only looked at; an order or a quote asks in its own."""
ASKED_AT_MOST = 2
_TELLS_CAR = frozenset({"vehicle", "engine"})


async def tell_by_car(outcome: Outcome, state: State, context: Context) -> bool:
    """Whether one word named things for different cars and the car is not known: what they span, and which car."""
    named = alternatives_named(state, context)
    items = named or _looked_at(state, context)
    if vehicle_of(state) is not None or len(items) < 2 or not all(item.fits for item in items):
        return False
    gone = await sold_out(items, context)
    there = [item for item in items if item not in gone]
    if len(there) < 2:
        return False
    outcome.remember(topic={"among": [item.id for item in there]})
    if named:
        low, high = spanned(there, state, context)
        outcome.say("price_span", "price.by_car", "catalogue", least=money(low), most=money(high),
                    tax=tax_words(context, state, there))  # fmt: skip
    if outcome.leads:
        _ask_car(outcome, state, context)
    return True


def _looked_at(state: State, context: Context) -> list[Item]:
    """What was looked at before, where this message names nothing else."""
    among = kept(state, "topic").get("among", []) if not named_items(state, context) else []
    return [context.desk.catalogue.item(item) for item in among]


def _ask_car(outcome: Outcome, state: State, context: Context) -> None:
    """For which car; who cannot tell is offered a person."""
    if state.get("asked", {}).get("vehicle", 0) < ASKED_AT_MOST:
        outcome.ask("vehicle", "ask.vehicle", flow=BROWSED, expects=["vehicle"])
        return
    outcome.ask("person", "offer_person", flow="handoff", expects=["yes_no"], source="people",
                person=name(person_on_duty(context).name))  # fmt: skip


def tells_car(state: State) -> bool:
    """Whether this message says for which car, or with which engine, something that was looked at is wanted."""
    told = {entity["kind"] for entity in state["reading"]["entities"]}
    topic = kept(state, "topic")
    return bool(told & _TELLS_CAR and (topic.get("among") or topic.get("items")))


def fitted(state: State, context: Context) -> list[Item]:
    """What fits the car that is known now: of what was looked at, else what is called like it."""
    car = car_of(state, picked_engine(state, BROWSED))
    looked_at = held_items(state, context)
    if car is None:
        return looked_at
    fitting = [item for item in looked_at if not item.fits or context.desk.catalogue.fits(item, car)]
    return fitting or [item for item in found(words(looked_at[0].name, state), car, state, context) if item.fits]


def ask_engine(outcome: Outcome, items: Sequence[Item], car: Car | None) -> bool:
    """Whether the engine tells them apart, which is then asked for."""
    if car is None or len(items) < 2 or len(engines := engines_apart(items, car)) < 2:
        return False
    shown = f"{car['model']} {car['year'] or ''}".strip()
    outcome.ask("engine", "ask.engine", flow=BROWSED, expects=["vehicle"], picks=engines, vehicle=name(shown),
                choices=[name(engine) for engine in engines])  # fmt: skip
    return True
