"""What a transition or a strategy may ask about a conversation, each a plain question about the situation.

A situation is plain data about the turn that is about to end: ``returning`` (bool), ``intents`` (of this
turn), ``signals`` (of the conversation), ``acts`` (kinds of this turn's acts), ``profile`` (the known fields by
name, with their values), ``temperature``, ``score``, ``urgency`` (0 to 1), ``sentiment``, ``page`` and ``origin`` (URL
or None), ``owner``, ``pending`` (kind of the action that waits, or None), ``objections`` (kinds raised so far), and
``turn``, ``stage``, ``language``, ``channel``, ``family``. What is not given counts as not so.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from commerce.catalogue.words import words_of
from commerce.leads.qualify import say
from commerce.stages.expression import read
from commerce.stages.judge import PART
from commerce.stages.names import VARIABLES
from commerce.stages.tree import evaluate

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


def holds(condition: str, situation: Situation, own: Mapping[str, str] | None = None) -> bool:
    """Whether a condition of a checked pack holds. ``own``: the conditions that the pack defines, by name."""
    named = own or {}

    def ask(name: str) -> Any:
        if name in named:
            return evaluate(read(named[name]), ask)
        if name in CONDITION:
            return CONDITION[name](situation)
        if name.startswith(PART):
            return _said(situation, name.removeprefix(PART))
        return situation.get(name, [] if VARIABLES[name] == "list" else None)

    return bool(evaluate(read(condition), ask))


def _said(situation: Situation, field: str) -> str | None:
    profile = situation.get("profile", {})
    return say(profile[field]) if isinstance(profile, Mapping) and field in profile else None
