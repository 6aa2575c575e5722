"""Discounts beyond what the assistant may give: a person decides while the conversation goes on."""
