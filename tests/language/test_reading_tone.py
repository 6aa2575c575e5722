"""Language, manner of address, mood, hurry and buying signals of a message."""

import pytest

from language.embedded.moods.examples import examples
from language.embedded.moods.learn import train
from language.embedded.signals import URGENT
from language.embedded.text import text_of
from language.embedded.tone import ANGRY, MILD
from tests.language.reading import read


@pytest.mark.parametrize(
    ("message", "spoken", "language"),
    [
        ("cuánto cuesta?", "en", "es"),
        ("el miercoles", "en", "es"),
        ("the second one", "es", "en"),
        ("yes please", "es", "en"),
        ("hi", "es", "en"),
        ("how much is the plan esencial?", "es", "en"),
        ("quiero un roof nuevo", "en", "es"),
        ("ok", "en", "en"),
        ("ok", "es", "es"),
        ("Jetta 2015", "en", "en"),
        ("marcela@ejemplo.com", "en", "en"),
        ("👍", "en", "en"),
        ("", "es", "es"),
        ("Beto Luna", "en", "en"),
        ("jajaja", "en", "en"),
        ("jajajaj ok", "en", "en"),
        ("hahaha", "es", "es"),
        ("jejeje what is this", "es", "en"),
        ("hija, la hoja que bajaba", "en", "es"),
    ],
)
def test_a_message_is_read_in_its_language_and_a_short_one_in_the_conversations(
    message: str, spoken: str, language: str
) -> None:
    assert read(message, language=spoken)["language"] == language


@pytest.mark.parametrize(
    ("message", "register"),
    [
        ("que onda, tienen balatas?", "tu"),
        ("oye me ayudas?", "tu"),
        ("¿vos tenés stock?", "tu"),
        ("¿me podría cotizar por favor?", "usted"),
        ("disculpe, quisiera preguntarle algo", "usted"),
        ("me avisas cuando llegue", "tu"),
        ("me avisa cuando llegue", "usted"),
        ("escríbeme mañana", "tu"),
        ("escríbame mañana", "usted"),
        ("cuánto le debo", "usted"),
        ("mi jefe le dijo que no", None),
        ("el té verde", None),
        ("cuánto cuesta", None),
        ("¿Ustedes hacen chatbots?", None),
    ],
)
def test_the_manner_of_address_is_the_customers(message: str, register: str | None) -> None:
    assert read(message)["register"] == register


def test_english_has_one_manner_of_address() -> None:
    assert read("can you help me", language="en")["register"] is None


@pytest.mark.parametrize("message", ["excelente servicio, muchas gracias", "I love it!", "genial 😍", "quedé feliz"])
def test_delight_is_above_zero(message: str) -> None:
    assert read(message)["sentiment"] > 0.4


@pytest.mark.parametrize(
    "message", ["esto es una estafa", "pésimo servicio, nadie contesta", "this is terrible", "I hate this 😡"]
)
def test_anger_is_below_zero(message: str) -> None:
    assert read(message)["sentiment"] < -0.4


@pytest.mark.parametrize(
    ("message", "sign"),
    [("no me gustó nada", -1), ("not good", -1), ("no está mal", 1),
    ("nunca más, pésima atención", -1), ("no me funciona", -1)],
)  # fmt: skip
def test_a_no_turns_the_mood_around(message: str, sign: int) -> None:
    assert read(message)["sentiment"] * sign > 0


@pytest.mark.parametrize(
    "message", ["hola", "cuánto cuesta?", "", "2000 sq ft", "el miércoles", "no thanks", "bueno, ¿y el envío?"]
)
def test_a_plain_message_has_no_mood(message: str) -> None:
    assert abs(read(message)["sentiment"]) < MILD


@pytest.mark.parametrize("message", ["is it expensive?", "¿y si sale malo?", "tengo una duda"])
def test_a_question_complains_of_nothing(message: str) -> None:
    assert abs(read(message)["sentiment"]) < 0.2


@pytest.mark.parametrize(
    "message", ["me vieron la cara, devuélvanme mi dinero", "this is a joke, I want my money back"]
)
def test_outrage_is_below_the_line_where_a_person_helps_and_a_grumble_is_not(message: str) -> None:
    assert read(message)["sentiment"] <= ANGRY
    assert read("me parece un poco caro")["sentiment"] > ANGRY


def test_hurry_is_measured_and_can_be_taken_back() -> None:
    assert read("urgente por favor")["urgency"] >= URGENT > read("qué horario tienen")["urgency"]
    assert read("no es urgente, cuando puedan")["urgency"] == 0


@pytest.mark.parametrize(
    ("message", "urgent"),
    [("se está metiendo el agua y vamos a abrir en una hora", True), ("¿cuánto cobran por un envío urgente?", False)],
)
def test_an_event_is_urgent_and_a_price_for_urgent_service_is_not(message: str, urgent: bool) -> None:
    assert (read(message)["urgency"] >= URGENT) == urgent


def test_the_same_examples_learn_the_same_moods() -> None:
    some = examples()[::4]
    text = text_of("llevo dos semanas esperando y nadie me responde")
    assert train(some).chances(text) == train(some).chances(text)


def test_a_price_a_contact_and_a_date_are_buying_signals() -> None:
    signals = read("cuánto cuesta? lo necesito urgente para el viernes, ana@ejemplo.com, hasta 3 millones")["signals"]
    assert set(signals) >= {"asks_price", "gives_contact", "mentions_budget", "urgent_need", "gives_timeline"}


def test_a_greeting_is_no_signal() -> None:
    reading = read("hola, buenas tardes")
    assert reading["signals"] == []
    assert reading["family"] is None
