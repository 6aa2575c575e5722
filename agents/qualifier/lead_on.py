"""The next question when nothing else leads: the need first, then a step, never what is known."""

from typing import Literal

from agents.context import Context
from agents.doubtful import ask_if_doubtful
from agents.outcome import Outcome
from agents.phrases import words
from agents.stage import strategy_of
from agents.state import State, kept
from commerce.packs.model import ProfileCapture, Strategy
from language.values import name

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
ASKED_AT_MOST = 2


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
            return _asks_need(outcome, state, context, strategy)
        case "field":
            return _asks_field(outcome, state, context)
        case "appointment":
            return strategy.offer_appointment and _offers(outcome, state, context, strategy, "appointment", "book")
        case "offer":
            return _offers(outcome, state, context, strategy, "quote", "quote")


def _offers(outcome: Outcome, state: State, context: Context, strategy: Strategy, what: str, flow: str) -> bool:
    """The next step of the sale, offered once a conversation."""
    if _asked(state, "next_step"):
        return False
    say = _worded(f"next_step.{what}", strategy, context)
    outcome.ask("next_step", say, flow=flow, expects=["yes_no", "time"] if flow == "book" else ["yes_no"])
    return True


def _asks_field(outcome: Outcome, state: State, context: Context) -> bool:
    field = _next_field(state, context)
    if field is None:
        return False
    expects = [field] if field in ENTITY_FIELDS else [field, "text", *(["time"] if field == "timeline" else [])]
    outcome.ask(field, f"ask.{field}", flow="profile", expects=expects)
    return True


def _worded(say: str, strategy: Strategy, context: Context) -> str:
    """The strategy's own wording, where the pack has one: ``next_step.appointment.urgent``."""
    own = f"{say}.{strategy.id}"
    return own if own in context.pack.templates else say


def _is_settled(state: State) -> bool:
    """Booked, ordered, accepted, or waiting for a person: nobody is questioned then."""
    return state.get("stage") in {"closing", "cart", "handoff"} or state["turn"]["owner"] == "queue"


def _asks_need(outcome: Outcome, state: State, context: Context, strategy: Strategy) -> bool:
    if "need" in state.get("profile", {}) or kept(state, "topic") or _asked(state, "need") >= ASKED_AT_MOST:
        return False
    if _asked(state, "need") == 0:
        outcome.ask("need", _worded("ask.need", strategy, context), flow="discover", expects=["text", "product"])
        return True
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:4]
    outcome.ask("need", "ask.need_guided", flow="discover", expects=["text", "product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip
    return True


def _next_field(state: State, context: Context) -> str | None:
    """The first field of the stage, then required, then optional, that is not known and was not asked too often."""
    profile = state.get("profile", {})
    stage = context.pack.pipeline.stages.get(state.get("stage", context.pack.pipeline.initial))
    capture = context.pack.file.sales_agent.profile_capture
    wanted = [*(stage.data_collection if stage else []), *capture.required_fields, *_optional(capture, state)]
    known = [field for field in wanted if field != "need" and f"ask.{field}" in context.pack.templates]
    return next((f for f in known if f not in profile and _asked(state, f) < ASKED_AT_MOST), None)


def _optional(capture: ProfileCapture, state: State) -> list[str]:
    """What would be good to know is asked only of somebody who is worth the question, and once."""
    warm = state.get("qualification", {}).get("temperature", "cold") != "cold"
    return [field for field in capture.optional_fields if warm and not _asked(state, field)]


def _asked(state: State, slot: str) -> int:
    return int(state.get("asked", {}).get(slot, 0))
