"""What simulated customers are after, by what the pack offers, and how its being reached is seen in the records."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time

from commerce.packs.model import Item, Pack
from evals.simulate.persona import Persona, vehicle_for

Kind = Literal["book", "order", "quote", "person"]
WRITES = {
    "book": "appointment.book",
    "order": "order.place",
    "quote": "quote.accept",
    "person": "conversation.hand_off",
}
"""The write that reaches each goal."""
PENDING = {"book": "appointment.book", "order": "order.place", "quote": "quote.accept"}


@dataclass(frozen=True)
class Goal:
    kind: Kind
    item: Item | None = None
    named: str = ""
    """How the customer names what it wants."""
    vehicle: str = ""
    quantity: int = 1
    when: str = ""
    """The wish for a time, in words; empty for a customer who takes what is offered."""
    reachable: bool = True

    @property
    def write(self) -> str:
        return WRITES[self.kind]


def goal_of(pack: Pack, persona: Persona, now: datetime, chance: Random) -> Goal:
    sold = [item for item in pack.catalogue.items if _is_sold(item)]
    quoted = [item for item in pack.catalogue.items if item.kind == "service" and not _is_delivery(item)]
    kinds: list[Kind] = ["person", "book", "book"]
    kinds += ["order"] * 3 if sold else []
    kinds += ["quote"] * 2 if quoted else []
    kind = chance.choice(kinds)
    if kind == "book":
        return _booking(pack, persona, now, chance)
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


def _booking(pack: Pack, persona: Persona, now: datetime, chance: Random) -> Goal:
    kinds = {entry.id: entry for entry in pack.file.appointments}
    kind = kinds[pack.file.sales_agent.appointment_scheduling.default_kind]
    named = {"es": "una cita", "en": "an appointment"}[persona.language]
    if chance.random() < 0.4:
        name = kind.name.get(persona.language, "")  # type: ignore[call-overload]
        named = {"es": f"una {name}", "en": f"a {name}"}[persona.language]
    when = _wish(pack, persona.language, now, chance) if chance.random() < 0.5 else ""
    return Goal("book", named=named, when=when)


def _wish(pack: Pack, language: str, now: datetime, chance: Random) -> str:
    """A working day of the coming week at an hour in the middle of the day."""
    local = now.astimezone(ZoneInfo(pack.file.timezone))
    day = local + timedelta(days=chance.randrange(1, 7))
    while day.weekday() > 4:
        day += timedelta(days=1)
    return moment_words(day.replace(hour=chance.randrange(10, 16), minute=0), language)


def moment_words(moment: datetime, language: str) -> str:
    """A day and hour as people say them."""
    if language == "es":
        return f"el {format_datetime(moment, 'EEEE', locale='es')} a las {format_time(moment, 'h a', locale='es_CO')}"
    return f"{format_datetime(moment, 'EEEE', locale='en')} at {format_time(moment, 'h a', locale='en_US')}"
