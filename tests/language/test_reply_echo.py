"""A reply that repeats what was shown changes nothing of it; any other value does."""

from typing import Any

import pytest

from language.port import Shown
from tests.language.reading import read

SATURDAY = "2026-11-28T10:00:00-05:00"


def shown(*values: dict[str, Any], before: str = "") -> Shown:
    return {"values": list(values), "before": [{"$": "instant", "at": before}] if before else []}


VISIT = shown({"$": "instant", "at": SATURDAY}, {"$": "name", "text": "Andrés Rojas"})
ORDER = shown(
    {"$": "quantity", "count": 2, "unit": ""},
    {"$": "name", "text": "Balatas delanteras"},
    {"$": "money", "minor": 138000, "currency": "COP"},
)
MOVE = shown({"$": "instant", "at": SATURDAY}, before="2026-11-26T15:00:00-05:00")


@pytest.mark.parametrize(
    ("message", "pending", "waits"),
    [
        ("sí, el sábado, confírmelo", "appointment.book", VISIT),
        ("listo, el sábado a las 10", "appointment.book", VISIT),
        ("el sábado en la mañana entonces, confírmelo", "appointment.book", VISIT),
        ("yes, Saturday at 10, confirm it", "appointment.book", VISIT),
        ("sí, con Andrés, confirmo", "appointment.book", VISIT),
        ("yes, the 28th is fine, book it", "appointment.book", VISIT),
        ("sí, dos balatas, pídelas", "order.place", ORDER),
        ("yes, $1,380, order it", "order.place", ORDER),
        ("sí, muévala del jueves a las 3 para el sábado a las 10", "appointment.reschedule", MOVE),
    ],
)
def test_a_yes_that_repeats_what_was_shown_is_one(message: str, pending: str, waits: Shown) -> None:
    assert read(message, pending=pending, shown=waits)["reply"] == "approve"


@pytest.mark.parametrize(
    ("message", "pending", "waits"),
    [
        ("sí, el viernes, confírmelo", "appointment.book", VISIT),
        ("sí, el sábado a las 11, confírmelo", "appointment.book", VISIT),
        ("yes, next Saturday, the 5th, confirm it", "appointment.book", VISIT),
        ("sí, el otro sábado, confírmelo", "appointment.book", VISIT),
        ("sí, la próxima semana, confírmelo", "appointment.book", VISIT),
        ("sí, con Beatriz, confirmo", "appointment.book", VISIT),
        ("sí, tres balatas, pídelas", "order.place", ORDER),
        ("sí, balatas traseras, pídelas", "order.place", ORDER),
        ("yes, at $1,200, order it", "order.place", ORDER),
        ("sí, el jueves, muévala", "appointment.reschedule", MOVE),
        ("sí, el sábado, confírmelo", "appointment.book", None),
    ],
)
def test_a_yes_with_any_other_value_is_none(message: str, pending: str, waits: Shown | None) -> None:
    assert read(message, pending=pending, shown=waits)["reply"] != "approve"


def test_a_count_repeats_nothing_where_two_were_shown() -> None:
    both = shown(*ORDER["values"], {"$": "quantity", "count": 4, "unit": ""})
    assert read("sí, dos balatas, pídelas", pending="order.place", shown=both)["reply"] != "approve"


def test_a_time_that_has_passed_changes_nothing() -> None:
    said = "agéndela, hablé ayer con mi esposo"
    assert read(said, pending="appointment.book", shown=VISIT)["reply"] == "approve"
