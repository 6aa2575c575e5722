"""Says back what the customer put right, so that it is seen to have been taken."""

from typing import Any

from agents.outcome import Outcome
from agents.state import State
from language.port import Act
from language.values import contact, name

_CONTACTS = frozenset({"email", "phone", "address"})


def corrections(outcome: Outcome, state: State) -> list[Act]:
    """One act for what was corrected in this message; nothing where the value cannot be said in a word."""
    profile = state.get("profile", {})
    values = [_said(field, profile[field]["value"]) for field in state.get("corrected", []) if field in profile]
    return [outcome.say("corrected", "corrected", "profile", value=value) for value in values if value][:1]


def _said(field: str, value: object) -> Any:
    if not isinstance(value, str):
        return None
    return contact(field, value) if field in _CONTACTS else name(value)
