"""What simulated customers are after, by what the pack offers, and how its being reached is seen in the records."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time

from commerce.packs.items import Item
from commerce.packs.model import Pack
from evals.simulate.persona import Persona, vehicle_for

Kind = Literal["book", "reschedule", "cancel", "order", "quote", "person", "know"]
WRITES = {
    "book": "appointment.book",
    "reschedule": "appointment.reschedule",
    "cancel": "appointment.cancel",
    "order": "order.place",
    "quote": "quote.accept",
    "person": "conversation.hand_off",
}
"""The write that reaches each goal; who only wants to know something is served by answers."""
NEEDS_A_BOOKING = frozenset({"reschedule", "cancel"})
"""Goals of customers who book first."""
ASKED_TO_KNOW = ("ask.hours", "ask.where", "ask.payment", "ask.warranty", "ask.price")


@dataclass(frozen=True)
class Goal:
    kind: Kind
    item: Item | None = None
    named: str = ""
    """How the customer names what it wants."""
    vehicle: str = ""
    quantity: int = 1
    when: datetime | None = None
    """The wish for a time; None for a customer who takes what is offered."""
    later: datetime | None = None
    """The other time, for who moves the appointment."""
    questions: tuple[str, ...] = ()
    """What a customer asks who only wants to know."""
    reachable: bool = True


def goal_of(pack: Pack, persona: Persona, now: datetime, chance: Random) -> Goal:
    sold = [item for item in pack.catalogue.items if _is_sold(item)]
    quoted = [item for item in pack.catalogue.items if item.kind == "service" and not _is_delivery(item)]
    kinds: list[Kind] = ["person", "book", "book", "book", "reschedule", "cancel", "know"]
    kinds += ["order"] * 3 if sold else []
    kinds += ["quote"] * 2 if quoted else []
    kind = chance.choice(kinds)
    if kind in NEEDS_A_BOOKING or kind == "book":
        return _booking(kind, pack, persona, now, chance)
    if kind == "know":
        item = chance.choice(quoted or sold)
        return Goal("know", item, _name(item, persona.language), questions=tuple(chance.sample(ASKED_TO_KNOW, 3)))
    if kind == "order":
        return _order(chance.choice(sold), persona, chance)
    if kind == "quote":
        item = chance.choice(quoted)
        return Goal("quote", item, _name(item, persona.language))
    return Goal("person")


def _is_sold(item: Item) -> bool:
    return item.kind == "product" and not item.price_from and item.unit != "sqft"


def _is_delivery(item: Item) -> bool:
    return item.attributes.get("use") == "delivery"


def _name(item: Item, language: str) -> str:
    name = item.name.get(language) or next(iter(item.name.values()))  # type: ignore[call-overload]
    return name[0].lower() + name[1:] if language == "es" else str(name)


def _order(item: Item, persona: Persona, chance: Random) -> Goal:
    """One in twelve wants more than there is: that cannot be reached, and must not be pretended."""
    too_many = item.stock is not None and chance.random() < 1 / 12
    quantity = (item.stock or 0) + 3 if too_many else chance.choice([1, 1, 1, 2])
    enough = item.stock is None or quantity <= item.stock
    return Goal("order", item, _name(item, persona.language), vehicle_for(item, chance), quantity, reachable=enough)


def _booking(kind: Kind, pack: Pack, persona: Persona, now: datetime, chance: Random) -> Goal:
    kinds = {entry.id: entry for entry in pack.file.appointments}
    offered = kinds[pack.file.sales_agent.appointment_scheduling.default_kind]
    named = {"es": "una cita", "en": "an appointment"}[persona.language]
    if chance.random() < 0.4:
        name = offered.name.get(persona.language, "")  # type: ignore[call-overload]
        named = {"es": f"una {name}", "en": f"a {name}"}[persona.language]
    when = _wish(pack, now, chance) if chance.random() < 0.5 else None
    later = _wish(pack, now, chance) if kind == "reschedule" else None
    return Goal(kind, named=named, when=when, later=later)


def _wish(pack: Pack, now: datetime, chance: Random) -> datetime:
    """A working day of the coming week at an hour in the middle of the day."""
    local = now.astimezone(ZoneInfo(pack.file.timezone))
    day = local + timedelta(days=chance.randrange(1, 7))
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=chance.randrange(10, 16), minute=0)


def moment_words(moment: datetime | None, language: str) -> str:
    """A day and hour as people say them; nothing for no moment."""
    if moment is None:
        return ""
    if language == "es":
        return f"el {format_datetime(moment, 'EEEE', locale='es')} a las {format_time(moment, 'h a', locale='es_CO')}"
    return f"{format_datetime(moment, 'EEEE', locale='en')} at {format_time(moment, 'h a', locale='en_US')}"
