"""The next question when nothing else leads: the need first, then a step, never what is known."""

from typing import Literal

from agents.context import Context
from agents.doubtful import ask_if_doubtful
from agents.next_step import ASKED_AT_MOST, ask_need, offer_step, times_asked
from agents.outcome import Outcome
from agents.stage import strategy_of
from agents.state import State
from commerce.packs.agent import ProfileCapture
from commerce.packs.process import Strategy

ENTITY_FIELDS = {
    "email",
    "phone",
    "customer_name",
    "company_size",
    "budget",
    "vehicle",
    "area",
    "address",
    "city",
}

Step = Literal["need", "appointment", "offer", "field"]
STEPS: dict[str, tuple[Step, ...]] = {
    "question": ("need", "appointment", "field"),
    "answer": ("appointment", "field"),
    "appointment": ("appointment", "need", "field"),
    "offer": ("offer", "need", "appointment", "field"),
}
"""What is asked first, second and so on, by what the strategy leads with."""


def lead_on(outcome: Outcome, state: State, context: Context) -> None:
    """One question, by the strategy that fits what was just said; none where nothing is left to ask."""
    if _is_settled(state) or ask_if_doubtful(outcome, state, "profile"):
        return
    strategy = strategy_of(state, context)
    steps = STEPS[strategy.lead_with]
    if _is_only_greeting(state):
        steps = ("need", *steps)  # the greeting itself asks for it
    for step in steps:
        if _took(step, outcome, state, context, strategy):
            return


def _is_only_greeting(state: State) -> bool:
    return {guess["name"] for guess in state["reading"]["intents"]} == {"greeting"}


def _took(step: Step, outcome: Outcome, state: State, context: Context, strategy: Strategy) -> bool:
    match step:
        case "need":
            return ask_need(outcome, state, context, strategy)
        case "field":
            return _asks_field(outcome, state, context)
        case "appointment":
            return strategy.offer_appointment and offer_step(outcome, state, context, strategy, "appointment", "book")
        case "offer":
            return offer_step(outcome, state, context, strategy, "quote", "quote")


def _asks_field(outcome: Outcome, state: State, context: Context) -> bool:
    field = _next_field(state, context)
    if field is None:
        return False
    expects = [field] if field in ENTITY_FIELDS else [field, "text", *(["time"] if field == "timeline" else [])]
    outcome.ask(field, f"ask.{field}", flow="profile", expects=expects)
    return True


def _is_settled(state: State) -> bool:
    """Booked, ordered, accepted, or waiting for a person: nobody is questioned then."""
    return state.get("stage") in {"closing", "cart", "handoff"} or state["turn"]["owner"] == "queue"


def _next_field(state: State, context: Context) -> str | None:
    """The first field of the stage, then required, then optional, that is not known and was not asked too often."""
    profile = state.get("profile", {})
    stage = context.pack.pipeline.stages.get(state.get("stage", context.pack.pipeline.initial))
    capture = context.pack.file.sales_agent.profile_capture
    wanted = [*(stage.data_collection if stage else []), *capture.required_fields, *_optional(capture, state)]
    known = [field for field in wanted if field != "need" and f"ask.{field}" in context.pack.templates]
    return next((f for f in known if f not in profile and times_asked(state, f) < ASKED_AT_MOST), None)


def _optional(capture: ProfileCapture, state: State) -> list[str]:
    """What would be good to know is asked only of somebody who is worth the question, and once."""
    warm = state.get("qualification", {}).get("temperature", "cold") != "cold"
    return [field for field in capture.optional_fields if warm and not times_asked(state, field)]
