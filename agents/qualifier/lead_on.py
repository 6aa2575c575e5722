"""The next question when nothing else leads: the need first, then a step, never what is known."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State, kept
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


def lead_on(outcome: Outcome, state: State, context: Context) -> None:
    if _is_settled(state):
        return
    profile = state.get("profile", {})
    if "need" not in profile and not kept(state, "topic") and _asked(state, "need") < ASKED_AT_MOST:
        _ask_need(outcome, state, context)
        return
    field = _next_field(state, context)
    if _asked(state, "next_step") == 0:
        outcome.ask("next_step", "next_step.appointment", flow="book", expects=["yes_no", "time"])
    elif field:
        expects = [field] if field in ENTITY_FIELDS else [field, "text"]
        outcome.ask(field, f"ask.{field}", flow="profile", expects=expects)


def _is_settled(state: State) -> bool:
    """Booked, ordered, accepted, or waiting for a person: nobody is questioned then."""
    return state.get("stage") in {"closing", "cart", "handoff"} or state["turn"]["owner"] == "queue"


def _ask_need(outcome: Outcome, state: State, context: Context) -> None:
    if _asked(state, "need") == 0:
        outcome.ask("need", "ask.need", flow="discover", expects=["text", "product"])
        return
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:4]
    outcome.ask("need", "ask.need_guided", flow="discover", expects=["text", "product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip


def _next_field(state: State, context: Context) -> str | None:
    """The first field of the stage, then of the pack, that is not known and was not asked too often."""
    profile = state.get("profile", {})
    stage = context.pack.pipeline.stages.get(state.get("stage", context.pack.pipeline.initial))
    capture = context.pack.file.sales_agent.profile_capture
    wanted = [*(stage.data_collection if stage else []), *capture.required_fields]
    known = [field for field in wanted if f"ask.{field}" in context.pack.templates]
    return next((f for f in known if f not in profile and _asked(state, f) < ASKED_AT_MOST), None)


def _asked(state: State, slot: str) -> int:
    return int(state.get("asked", {}).get(slot, 0))
