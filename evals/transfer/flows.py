"""What customers are in the middle of when they move, and what they say to finish it."""

from dataclasses import dataclass
from random import Random

DAYS = ("el miércoles", "el jueves", "el viernes")
HOURS = ("a las 3 de la tarde", "a las 10 de la mañana", "a las 4 de la tarde")
NAMES = ("Ana Ruiz", "Marcela Ríos", "Beto Luna", "Carlos Peña", "Lucía Gómez")


@dataclass(frozen=True, slots=True)
class Flow:
    """``before`` is said on the page, ``after`` on the telephone; ``leaves`` is a table that then has its row."""

    name: str
    tenant: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    leaves: str
    stands: str
    """What must be open when they move: ``question``, ``pending`` or ``cart``."""


def flow(number: int, random: Random) -> Flow:
    day, hour, name = random.choice(DAYS), random.choice(HOURS), random.choice(NAMES)
    who = f"{name}, {name.split()[0].lower()}{number}@cliente.co"
    return [
        Flow("booking half done", "colombiatic", (f"quiero agendar una demo {day}",), (hour, who, "sí"),
             "appointments", "question"),
        Flow("booking that waits for a yes", "colombiatic", (f"quiero agendar una demo {day} {hour}", who), ("sí",),
             "appointments", "pending"),
        Flow("cart filled", "autoparts",
             ("tienen balatas delanteras para jetta 2015 2.5?", "agrega un juego"), ("qué llevo en el carrito?",),
             "cart_sessions", "cart"),
    ][number % 3]  # fmt: skip
