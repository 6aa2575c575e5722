"""A quote that a person prepared: shown as the assistant's own are, priced at this moment."""

from typing import Any, cast

from agents.context import Context
from agents.outcome import Outcome
from agents.quoter.schema import Wanted
from agents.quoter.show import show
from agents.state import State


def show_prepared(outcome: Outcome, state: State, context: Context, event: dict[str, Any]) -> None:
    """``event``: ``{"number", "lines", "coupon", "off_bp", "approval", "role"}``, as ``server.prepared`` sends it."""
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    told = {
        "lines": event["lines"],
        "coupon": event.get("coupon"),
        "off_bp": event.get("off_bp"),
        "approval": event.get("approval"),
        "approved_by": event.get("role"),
        "prepared": event["number"],
    }
    show(outcome, state, context, cast(Wanted, {name: value for name, value in told.items() if value is not None}))
