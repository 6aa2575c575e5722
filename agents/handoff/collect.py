"""Nobody is there: what a person will need to answer is asked for, one thing a message."""

from agents.outcome import Outcome
from agents.state import State

WRITES_BACK_HERE = frozenset({"whatsapp"})
"""Channels on which a person can write to the customer later without anything else."""


def ask_for_contact(outcome: Outcome, state: State) -> bool:
    """Asks for the next thing that is missing: a way to reach the customer, then the name, then what it is about."""
    missing = next((field for field in _needed(state) if _is_missing(field, state)), None)
    if missing is None:
        return False
    text = ["text"] if missing == "need" else []
    outcome.ask(missing, f"collect.{missing}", flow="profile", expects=[missing, *text])
    return True


def _needed(state: State) -> list[str]:
    reachable = state["turn"]["channel"] in WRITES_BACK_HERE or "phone" in state.get("profile", {})
    return ["customer_name", "need"] if reachable else ["email", "customer_name", "need"]


def _is_missing(field: str, state: State) -> bool:
    return field not in state.get("profile", {}) and not state.get("asked", {}).get(field)
