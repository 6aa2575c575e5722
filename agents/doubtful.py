"""A value that looks like a slip, was hard to read or is somebody else's is asked about once, before it counts."""

from dataclasses import dataclass

from agents.outcome import Outcome
from agents.state import Field, State
from commerce.profiles.doubts import meant
from language.port import Reading
from language.values import Value, contact, name, reference

OF_ANOTHER = 0.5
"""Confidence of an address that the customer says is somebody else's."""
SURE = {"email": 0.85, "phone": 0.9, "vin": 0.9, "customer_name": 0.7}
"""By field, from which confidence on a value is taken without a word."""


@dataclass(frozen=True)
class Doubt:
    """``value`` is what a yes makes of the field; ``say`` asks for that yes."""

    field: str
    say: str
    value: str

    @property
    def slot(self) -> str:
        return f"{self.field}_doubt"


def ask_if_doubtful(outcome: Outcome, state: State, flow: str, fields: tuple[str, ...] = tuple(SURE)) -> bool:
    """Whether the customer is asked about one of these fields."""
    doubt = next((found for field in fields if (found := _doubt_of(field, state))), None)
    if doubt is None:
        return False
    outcome.ask(doubt.slot, doubt.say, flow=flow, expects=["yes_no", doubt.field], source=f"profile:{doubt.field}",
                picks=[doubt.value], value=_said(doubt))  # fmt: skip
    return True


def is_doubtful(field: str, known: Field) -> bool:
    """Whether the value is not sure enough to be said back as taken."""
    return field in SURE and not known["confirmed"] and known["confidence"] < SURE[field]


def answered(reading: Reading, state: State, source: str) -> dict[str, Field]:
    """The field after a plain yes or no to that question; nothing where something else was said, or it is forgotten."""
    question, names = state.get("question"), {guess["name"] for guess in reading["intents"]}
    field = question["slot"].removesuffix("_doubt") if question else ""
    known = state.get("profile", {}).get(field)
    if not question or question["slot"] != f"{field}_doubt" or known is None or not names & {"affirm", "deny"}:
        return {}
    other = question["choices"][0]
    if "affirm" not in names and other == known["value"]:
        return {}
    value = other if "affirm" in names else known["value"]
    return {field: {"value": value, "source": source, "confidence": 1.0, "confirmed": True}}


def denied(reading: Reading, state: State) -> dict[str, None]:
    """The field that was not what the customer meant: it is forgotten, to be asked for anew."""
    question, names = state.get("question"), {guess["name"] for guess in reading["intents"]}
    field = question["slot"].removesuffix("_doubt") if question else ""
    known = state.get("profile", {}).get(field)
    if not question or question["slot"] != f"{field}_doubt" or known is None or "deny" not in names:
        return {}
    told_anew = any(entity["kind"] == field for entity in reading["entities"])
    return {} if told_anew or question["choices"][0] != known["value"] else {field: None}


def _doubt_of(field: str, state: State) -> Doubt | None:
    known = state.get("profile", {}).get(field)
    if known is None or known["confirmed"] or state.get("asked", {}).get(f"{field}_doubt"):
        return None
    value = str(known["value"])
    if field == "email" and (other := meant(value)):
        return Doubt(field, "confirm.email", other)
    if not is_doubtful(field, known):
        return None
    whose = "_of_another" if field == "email" and known["confidence"] == OF_ANOTHER else ""
    return Doubt(field, f"confirm.{field}{whose}", value)


def _said(doubt: Doubt) -> Value:
    match doubt.field:
        case "vin":
            return reference(doubt.value)
        case "customer_name":
            return name(doubt.value)
        case _:
            return contact(doubt.field, doubt.value)
