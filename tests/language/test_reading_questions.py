"""An answer to the question that stands open outranks what the words would mean alone."""

from typing import Any

import pytest

from language.port import Question
from tests.language.reading import asked, names_of, of_kind, read, value_of

SLOTS = ("martes 24 de noviembre a las 10:00 a. m.", "miércoles 25 de noviembre a las 3:00 p. m.")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Marcela Ríos", "Marcela Ríos"),
        ("marcela", "Marcela"),
        ("beto luna", "Beto Luna"),
        ("Es Juan Carlos", "Juan Carlos"),
        ("claro, soy Ximena del Río", "Ximena del Río"),
        ("yes, it's Tom Hanks", "Tom Hanks"),
        ("zulay", "Zulay"),
        ("neto otra vez", "Neto"),
        ("it's will", "Will"),
        ("señora Gloria", "Gloria"),
    ],
)
def test_a_bare_name_answers_the_question_for_it(message: str, name: str) -> None:
    reading = read(message, question=asked("customer_name"))
    assert value_of(reading, "customer_name") == name
    assert names_of(reading)[0] == "give_information"


@pytest.mark.parametrize(
    "message", ["¿para qué?", "no sé", "prefiero no decirlo", "mañana", "why do you need it?", "acumulador versa 2018"]
)
def test_what_is_no_name_is_not_taken_for_one(message: str) -> None:
    assert value_of(read(message, question=asked("customer_name")), "customer_name") is None


@pytest.mark.parametrize(
    ("message", "choice"),
    [
        ("la segunda", 1),
        ("la 2", 1),
        ("2", 1),
        ("opción 1", 0),
        ("el miércoles", 1),
        ("el miercoles por favor", 1),
        ("a las 10", 0),
        ("3pm", 1),
        ("mañana a las 10", 0),
        ("mañana", 0),
        ("pasado mañana", 1),
        ("la última", 1),
        ("cualquiera", 0),
        ("el primero", 0),
        ("wednesday", 1),
        ("the second one", 1),
        ("tuesday works", 0),
    ],
)
def test_a_slot_is_picked_by_place_by_day_or_by_hour(message: str, choice: int) -> None:
    reading = read(message, question=asked("slot", "time", choices=SLOTS))
    assert value_of(reading, "slot") == SLOTS[choice]
    assert value_of(reading, "time")["start"].startswith(("2026-11-24T10:00", "2026-11-25T15:00")[choice])
    assert names_of(reading)[0] == "give_information"


@pytest.mark.parametrize("message", ["ninguna", "el viernes", "¿tienen otro día?", "quiero hablar con una persona"])
def test_no_slot_is_picked_where_none_was_named(message: str) -> None:
    assert value_of(read(message, question=asked("slot", "time", choices=SLOTS)), "slot") != SLOTS[0]
    assert value_of(read(message, question=asked("slot", "time", choices=SLOTS)), "slot") != SLOTS[1]


def test_another_time_than_those_shown_is_given_as_the_time_itself() -> None:
    reading = read("el viernes a las 4 de la tarde", question=asked("slot", "time", choices=SLOTS))
    assert value_of(reading, "slot")["start"].startswith("2026-11-27T16:00")


@pytest.mark.parametrize(
    ("message", "product"),
    [("las cerámicas", "pads_ceramic"), ("la segunda", "pads_metal"), ("semimetalicas porfa", "pads_metal")],
)
def test_a_product_is_picked_from_those_shown(message: str, product: str) -> None:
    choices = ("Balatas delanteras cerámicas", "Balatas delanteras semimetálicas")
    assert value_of(read(message, question=asked("product", "product", choices=choices)), "product") == product


def test_an_engine_answers_the_question_about_the_car_and_the_second_intent_stays() -> None:
    reading = read("2.5. oye, ¿y qué garantía tienen?", question=asked("vehicle", choices=("2.0", "2.5")))
    assert value_of(reading, "vehicle")["engine"] == "2.5"
    assert names_of(reading)[:2] == ["give_information", "warranty"]


@pytest.mark.parametrize(
    ("slot", "message", "value"),
    [
        ("company_size", "somos como 20", 20),
        ("company_size", "quince", 15),
        ("quantity", "uno", 1),
        ("quantity", "two please", 2),
        ("quantity", "un par", 2),
        ("city", "kali", "Cali"),
        ("company", "Ferretería La Unión", "Ferretería La Unión"),
        ("role", "gerente de compras", "gerente de compras"),
        ("budget", "5 millones", {"min": None, "max": {"minor": 500_000_000, "currency": "COP"}}),
        (
            "budget",
            "unos 800",
            {"min": {"minor": 80_000, "currency": "COP"}, "max": {"minor": 80_000, "currency": "COP"}},
        ),
        ("area", "180", {"value": 180, "unit": "m2"}),
        ("address", "rancho La Paz km 5", "rancho La Paz km 5"),
        ("city", "Armenia", "Armenia"),
        ("postal_code", "76000", "76000"),
        ("email", "marcela arroba gmail punto com", "marcela@gmail.com"),
        ("phone", "3001234567", "+573001234567"),
    ],
)
def test_a_short_answer_fills_the_slot_that_was_asked(slot: str, message: str, value: Any) -> None:
    reading = read(message, question=asked(slot))
    assert value_of(reading, slot) == value
    assert names_of(reading)[0] == "give_information"


def test_free_text_answers_where_free_text_was_asked() -> None:
    reading = read("que responda precios solo y agende", question=asked("need", "text"))
    assert value_of(reading, "need") == "que responda precios solo y agende"
    assert names_of(reading)[0] == "give_information"


def test_a_slot_of_another_name_than_its_kind_gets_its_own_entity() -> None:
    reading = read("two", question=asked("stories", "quantity", "text"), language="en")
    assert value_of(reading, "stories") == 2
    assert value_of(reading, "quantity") == 2


@pytest.mark.parametrize(
    "message", ["¿y eso cuánto cuesta?", "cancela todo", "quiero hablar con un humano", "no me escriban más"]
)
def test_a_question_or_a_command_is_no_free_text(message: str) -> None:
    reading = read(message, question=asked("need", "text"))
    assert of_kind(reading, "need") == []
    assert "give_information" not in names_of(reading)[:1]


@pytest.mark.parametrize(
    ("message", "intent", "value"),
    [
        ("sí", "affirm", True),
        ("sí, mándamela", "affirm", True),
        ("no", "deny", False),
        ("no gracias", "deny", False),
    ],
)
def test_yes_and_no_answer_a_question_of_yes_or_no(message: str, intent: str, value: bool) -> None:
    reading = read(message, question=asked("yes_no"))
    assert names_of(reading)[0] == intent
    assert value_of(reading, "yes_no") is value


def test_a_question_in_return_is_read_for_itself() -> None:
    reading = read("¿cuánto cuesta el plan profesional?", question=asked("email"))
    assert names_of(reading)[0] == "price"


def test_an_e_mail_is_kept_though_the_name_was_asked() -> None:
    reading = read("ana@ejemplo.com", question=asked("customer_name"))
    assert value_of(reading, "email") == "ana@ejemplo.com"
    assert value_of(reading, "customer_name") is None


@pytest.mark.parametrize(
    ("message", "flow", "yes"),
    [
        ("quiero agendar una demostración", "quote", False),
        ("quiero agendar una demostración", "book", True),
        ("sí, cotízamelo", "quote", True),
        ("mejor cotíceme", "book", False),
    ],
)
def test_a_wish_for_something_else_is_no_yes_to_what_was_offered(message: str, flow: str, yes: bool) -> None:
    offered: Question = {"slot": "offer", "flow": flow, "expects": ["yes_no"], "choices": []}
    assert ("affirm" in names_of(read(message, question=offered))) == yes
