"""The words that ``stages.yaml`` and ``strategies.yaml`` may use."""

from collections.abc import Mapping
from typing import Literal

CONDITIONS = frozenset(
    {
        "new_user",
        "returning_user",
        "no_specific_request",
        "specific_request",
        "asks_price",
        "wants_to_buy",
        "wants_appointment",
        "has_need",
        "urgent",
        "objection_raised",
        "slot_offered",
        "quote_shown",
        "booked",
        "quote_accepted",
        "order_placed",
        "handed_off",
        "human_wanted",
        "on_pricing_page",
        "contact_known",
        "hot",
        "warm",
    }
)
"""What a transition or a strategy may ask of a conversation; ``commerce.stages.conditions`` answers."""

Kind = Literal["flag", "number", "text", "list"]

VARIABLES: Mapping[str, Kind] = {
    "returning": "flag",
    "turn": "number",
    "score": "number",
    "urgency": "number",
    "sentiment": "number",
    "stage": "text",
    "temperature": "text",
    "language": "text",
    "channel": "text",
    "page": "text",
    "origin": "text",
    "family": "text",
    "owner": "text",
    "pending": "text",
    "intents": "list",
    "signals": "list",
    "acts": "list",
    "profile": "list",
    "objections": "list",
}
"""What a condition may compare. ``page`` is the page that the customer is on, ``origin`` the one they began on."""

CHOICES: Mapping[str, frozenset[str]] = {
    "temperature": frozenset({"cold", "warm", "hot"}),
    "language": frozenset({"es", "en"}),
    "channel": frozenset({"web", "whatsapp", "email"}),
    "owner": frozenset({"bot", "queue", "human"}),
    "family": frozenset({"interest", "information", "purchase"}),
    "objections": frozenset({"price", "trust", "timing", "competitor", "need"}),
}
"""The only texts that some of them ever are."""

PROFILE_FIELDS = frozenset(
    {
        "customer_name",
        "email",
        "phone",
        "company",
        "company_size",
        "industry",
        "role",
        "budget",
        "timeline",
        "need",
        "address",
        "city",
        "postal_code",
        "vehicle",
        "vin",
        "area",
        "stories",
        "decision_maker",
        "language",
        "channel_wanted",
    }
)
"""What may be known of a customer."""
