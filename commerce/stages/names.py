"""The words that ``stages.yaml`` and ``strategies.yaml`` may use."""

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
