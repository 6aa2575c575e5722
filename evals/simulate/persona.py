"""Who the simulated customers are: what they would answer when asked, and how they write."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from commerce.packs.items import Item
from commerce.packs.model import Pack
from evals.simulate.speak import Style, plain

_NAMES = {
    "es": (
        ["Marta", "Jorge", "Lucía", "Andrés", "Paola", "Iván", "Rocío", "Héctor", "Daniela", "Óscar", "Ximena", "Raúl"],
        ["Castaño", "Peña", "Villegas", "Ibáñez", "Rueda", "Cárdenas", "Solís", "Bernal", "Quiroga", "Montoya"],
    ),
    "en": (
        ["Karen", "Doug", "Priya", "Luis", "Megan", "Terrence", "Olivia", "Nate", "Sofia", "Grant", "Wendy", "Amir"],
        ["Hollis", "Brandt", "Okafor", "Delgado", "Pruitt", "Nguyen", "Sandoval", "Whitaker", "Moss", "Kessler"],
    ),
}
_PHONES = {"CO": "31{0} 555 40{1}", "MX": "55 5{0}51 4{1}0", "US": "248-555-01{1}"}
_STREETS = {
    "CO": ["Calle {} # 12-40", "Carrera {} # 80-15", "Avenida {} # 6-22"],
    "MX": ["Calle Hidalgo {}, Col. Centro", "Av. Juárez {}, Col. Del Valle", "Calle Pino {}, Col. Las Flores"],
    "US": ["{} Oakland Ave, Farmington", "{} Birch St, Livonia", "{} Ridge Rd, Novi"],
}
_CITIES = {"CO": "Medellín", "MX": "Guadalajara", "US": "Livonia"}
_COMPANIES = ["Ferrelectric", "Panadería El Trigal", "Norte Logística", "Brightside Dental", "Casa Lima"]
_NEEDS = {
    "es": [
        "se nos pierden clientes porque tardamos en contestar",
        "queremos cambiar lo que tenemos porque ya está viejo",
        "necesitamos arreglarlo antes de que llueva",
    ],
    "en": [
        "we keep losing customers because we answer late",
        "what we have is old and we want to replace it",
        "we need it fixed before the rain",
    ],
}


Mood = Literal["plain", "hurried", "chatty", "doubtful"]
WANDERS: dict[Mood, tuple[float, ...]] = {
    "plain": (0.0, 0.1, 0.25),
    "hurried": (0.0, 0.05),
    "chatty": (0.25, 0.35),
    "doubtful": (0.15, 0.3),
}
"""How likely a customer is to turn aside at each turn, by mood."""
CHANGES: dict[Mood, float] = {"plain": 0.2, "hurried": 0.1, "chatty": 0.25, "doubtful": 0.5}
"""How likely it is to change something that it is asked to confirm."""


@dataclass(frozen=True)
class Persona:
    """``facts`` are the answers by profile field, as the customer writes them."""

    language: str
    style: Style
    patience: int
    """Turns after which the customer leaves."""
    wanders: float
    """The chance of a digression at each turn."""
    facts: dict[str, str] = field(default_factory=dict)
    mood: Mood = "plain"
    speaks: tuple[str, ...] = ()
    """The languages it may change to in mid-flow."""


def persona_of(pack: Pack, chance: Random) -> Persona:
    language = chance.choices(pack.file.languages, [4, *[1] * (len(pack.file.languages) - 1)])[0]
    first, last = (chance.choice(names) for names in _NAMES[language])
    region = pack.file.region
    style = Style(lower=chance.random() < 0.4, bare=chance.random() < 0.5, slips=chance.choice([0, 0, 0.03, 0.08]))
    mail = f"{plain(first)}.{plain(last)}@{chance.choice(['correo', 'mail', 'casa'])}{chance.randrange(90)}.example"
    facts = {
        "customer_name": f"{first} {last}",
        "email": mail.lower(),
        "phone": _PHONES[region].format(chance.randrange(10), chance.randrange(10, 99)),
        "address": chance.choice(_STREETS[region]).format(chance.randrange(11, 90)),
        "city": _CITIES[region],
        "company": chance.choice(_COMPANIES),
        "company_size": str(chance.randrange(3, 90)),
        "area": str(chance.randrange(9, 40) * 100),
        "stories": str(chance.randrange(1, 3)),
        "need": chance.choice(_NEEDS[language]),
        "budget": {"COP": "8 millones", "MXN": "5 mil pesos", "USD": "$12,000", "EUR": "3000 euros"}[
            pack.file.currency
        ],
        "role": {"es": "gerente", "en": "office manager"}[language],
        "timeline": "",
    }
    moods: list[Mood] = ["plain", "plain", "hurried", "chatty", "doubtful"]
    mood = chance.choice(moods)
    speaks = tuple(pack.file.languages) if chance.random() < 0.15 else ()
    return Persona(language, style, chance.randrange(18, 26), chance.choice(WANDERS[mood]), facts, mood, speaks)


def vehicle_for(item: Item, chance: Random) -> str:
    """A car that the part fits, as its owner would name it; empty for what fits anything."""
    if not item.fits:
        return ""
    fit = chance.choice(item.fits)
    engine = f" {chance.choice(fit.engines)}" if fit.engines else ""
    return f"{fit.model} {chance.randrange(fit.from_year, fit.to_year + 1)}{engine}"
