"""What a transition or a strategy may ask about a conversation, each a plain question about the situation.

A situation is plain data about the turn that is about to end: ``returning`` (bool), ``intents`` (of this
turn), ``signals`` (of the conversation), ``acts`` (kinds of this turn's acts), ``profile`` (names of the
known fields), ``temperature``, ``urgency`` (0 to 1), ``page`` (URL or None), ``owner``, ``pending`` (kind of
the action that waits, or None). What is not given counts as not so.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from commerce.catalogue.words import words_of

Situation = Mapping[str, Any]
Condition = Callable[[Situation], bool]

URGENT_FROM = 0.7

REQUESTS = frozenset(
    {
        "availability",
        "book",
        "buy",
        "cancel_appointment",
        "comparison",
        "delivery",
        "hours",
        "information",
        "location",
        "my_appointment",
        "order_status",
        "payment",
        "payment_methods",
        "price",
        "quote",
        "recommend",
        "reschedule",
        "services_overview",
        "stock",
        "warranty",
    }
)
"""Intents of the base set that ask for something definite."""

SERVED = frozenset(
    {
        "answer",
        "my_appointment",
        "no_product",
        "not_found",
        "order_status",
        "price",
        "prices",
        "products",
        "show_quote",
        "stock",
    }
)
"""Acts that answer a definite request, whatever the pack calls its intent."""

PRICING_PAGES = frozenset({"price", "prices", "pricing", "plans", "precio", "precios", "planes", "tarifas", "cotizar"})


def _intent(*names: str) -> Condition:
    return lambda situation: not set(names).isdisjoint(situation.get("intents", ()))


def _act(*kinds: str) -> Condition:
    return lambda situation: not set(kinds).isdisjoint(situation.get("acts", ()))


def _either(*conditions: Condition) -> Condition:
    return lambda situation: any(condition(situation) for condition in conditions)


def _signal(name: str) -> Condition:
    return lambda situation: name in situation.get("signals", ())


def _pending(*kinds: str) -> Condition:
    return lambda situation: situation.get("pending") in kinds


def _known(*fields: str) -> Condition:
    return lambda situation: not set(fields).isdisjoint(situation.get("profile", ()))


def _specific(situation: Situation) -> bool:
    return not REQUESTS.isdisjoint(situation.get("intents", ())) or not SERVED.isdisjoint(situation.get("acts", ()))


def _objects(situation: Situation) -> bool:
    return any(intent.startswith("objection_") for intent in situation.get("intents", ()))


def _on_pricing_page(situation: Situation) -> bool:
    return not PRICING_PAGES.isdisjoint(words_of(urlsplit(situation.get("page") or "").path))


CONDITION: dict[str, Condition] = {
    "new_user": lambda situation: not situation.get("returning", False),
    "returning_user": lambda situation: bool(situation.get("returning", False)),
    "no_specific_request": lambda situation: not _specific(situation),
    "specific_request": _specific,
    "asks_price": _either(_intent("price", "quote"), _act("price", "prices")),
    "wants_to_buy": _either(_intent("buy", "payment"), _act("confirm_order")),
    "wants_appointment": _intent("book", "availability", "reschedule"),
    "has_need": _either(_known("need"), _intent("give_information")),
    "urgent": _either(lambda situation: situation.get("urgency", 0.0) >= URGENT_FROM, _signal("urgent_need")),
    "objection_raised": _either(_objects, _act("handle_objection")),
    "slot_offered": _either(
        _act("offer_slots", "confirm_booking", "confirm_reschedule"),
        _pending("appointment.book", "appointment.reschedule"),
    ),
    "quote_shown": _act("show_quote"),
    "booked": _act("booked", "rescheduled"),
    "quote_accepted": _act("quote_accepted"),
    "order_placed": _act("ordered"),
    "handed_off": _either(_act("hand_off"), lambda situation: situation.get("owner") in {"queue", "human"}),
    "human_wanted": _either(_intent("human", "complaint"), _act("hand_off")),
    "on_pricing_page": _on_pricing_page,
    "contact_known": _known("email", "phone"),
    "hot": lambda situation: situation.get("temperature") == "hot",
    "warm": lambda situation: situation.get("temperature") in {"warm", "hot"},
}
"""By the names that packs use; a lead that is hot is warm too."""


def holds(name: str, situation: Situation) -> bool:
    return CONDITION[name](situation)
