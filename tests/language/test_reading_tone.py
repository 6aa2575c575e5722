"""Language, manner of address, mood, hurry and buying signals of a message."""

import pytest

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


@pytest.mark.parametrize(("message", "sign"), [("no me gustó nada", -1), ("not good", -1), ("no está mal", 1)])
def test_a_no_turns_the_mood_around(message: str, sign: int) -> None:
    assert read(message)["sentiment"] * sign > 0


@pytest.mark.parametrize("message", ["hola", "cuánto cuesta?", "", "2000 sq ft", "el miércoles"])
def test_a_plain_message_has_no_mood(message: str) -> None:
    assert read(message)["sentiment"] == 0


def test_hurry_is_measured_and_can_be_taken_back() -> None:
    assert read("urgente por favor")["urgency"] > read("lo necesito hoy")["urgency"] > 0
    assert read("no es urgente, cuando puedan")["urgency"] == 0


def test_a_price_a_contact_and_a_date_are_buying_signals() -> None:
    signals = read("cuánto cuesta? lo necesito urgente para el viernes, ana@ejemplo.com, hasta 3 millones")["signals"]
    assert set(signals) >= {"asks_price", "gives_contact", "mentions_budget", "urgent_need", "gives_timeline"}


def test_a_greeting_is_no_signal() -> None:
    reading = read("hola, buenas tardes")
    assert reading["signals"] == []
    assert reading["family"] is None
