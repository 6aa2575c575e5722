"""Buying signals: what in a message tells that a sale is near."""

from collections.abc import Sequence

from language.port import Entity, IntentSpec

URGENT = 0.6

_BY_KIND = {
    "email": "gives_contact",
    "phone": "gives_contact",
    "budget": "mentions_budget",
}


def signals(intents: Sequence[IntentSpec], entities: Sequence[Entity], urgency: float) -> list[str]:
    """Each once, those of the intents first. ``intents`` are those of the message, best first."""
    kinds = {entity["kind"] for entity in entities}
    told = [intent.signal for intent in intents if intent.signal]
    told += [signal for kind, signal in _BY_KIND.items() if kind in kinds]
    if urgency >= URGENT:
        told.append("urgent_need")
    if "time" in kinds and any(intent.family in {"interest", "purchase"} for intent in intents):
        told.append("gives_timeline")
    return list(dict.fromkeys(told))
