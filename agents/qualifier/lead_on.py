"""The next question when nothing else leads: the need first, then a step, never what is known."""

from typing import Literal

from agents.context import Context
from agents.doubtful import ask_if_doubtful
from agents.next_step import ASKED_AT_MOST, ask_need, is_settled, offer_step, times_asked
from agents.outcome import Outcome
from agents.stage import strategy_of
from agents.state import State, kept
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
    if is_settled(state) or ask_if_doubtful(outcome, state, "profile"):
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
    skipped = _skipped(state)
    if skipped != kept(state, "profile").get("skipped", []):
        outcome.remember(profile={"skipped": skipped})
    field = _next_field(state, context, skipped)
    if field is None:
        return False
    expects = [field] if field in ENTITY_FIELDS else [field, "text", *(["time"] if field == "timeline" else [])]
    outcome.ask(field, f"ask.{field}", flow="profile", expects=expects)
    return True


def _skipped(state: State) -> list[str]:
    """The fields that the customer would not tell when it was asked for them; with this message."""
    before: list[str] = kept(state, "profile").get("skipped", [])
    question = state.get("question")
    skips = any(guess["name"] == "skip" for guess in state["reading"]["intents"])
    if not skips or question is None or question["flow"] != "profile" or question["slot"] in before:
        return before
    return [*before, question["slot"]]


def _next_field(state: State, context: Context, skipped: list[str]) -> str | None:
    """The first field of the stage, then required, then optional, that is not known and may still be asked for."""
    profile = state.get("profile", {})
    stage = context.pack.pipeline.stages.get(state.get("stage", context.pack.pipeline.initial))
    capture = context.pack.file.sales_agent.profile_capture
    wanted = [*(stage.data_collection if stage else []), *capture.required_fields, *_optional(capture, state)]
    known = [field for field in wanted if field != "need" and f"ask.{field}" in context.pack.templates]
    open_ = [field for field in known if field not in profile and field not in skipped]
    return next((field for field in open_ if times_asked(state, field) < ASKED_AT_MOST), None)


def _optional(capture: ProfileCapture, state: State) -> list[str]:
    """What would be good to know is asked only of somebody who is worth the question, and once."""
    warm = state.get("qualification", {}).get("temperature", "cold") != "cold"
    return [field for field in capture.optional_fields if warm and not times_asked(state, field)]
