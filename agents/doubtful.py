"""A value that looks like a slip is asked about once, before anything rests on it."""

from agents.outcome import Outcome
from agents.state import Field, State
from commerce.profiles.doubts import meant
from language.port import Reading
from language.values import contact

SLOT = "email_doubt"


def ask_if_doubtful(outcome: Outcome, state: State, flow: str) -> bool:
    """Whether the customer is asked if another address is meant."""
    field = state.get("profile", {}).get("email")
    if field is None or field["confirmed"] or state.get("asked", {}).get(SLOT):
        return False
    other = meant(str(field["value"]))
    if other is None:
        return False
    outcome.ask(SLOT, "confirm.email", flow=flow, expects=["yes_no", "email"], source="profile:email", picks=[other],
                value=contact("email", other))  # fmt: skip
    return True


def answered(reading: Reading, state: State, source: str) -> dict[str, Field]:
    """The address after a plain yes or no to that question; nothing where something else was said."""
    question, field = state.get("question"), state.get("profile", {}).get("email")
    names = {guess["name"] for guess in reading["intents"]}
    if not question or question["slot"] != SLOT or field is None or not names & {"affirm", "deny"}:
        return {}
    value = question["choices"][0] if "affirm" in names else field["value"]
    return {"email": {"value": value, "source": source, "confidence": 1.0, "confirmed": True}}
