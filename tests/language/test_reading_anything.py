"""Whatever comes in is read: no exception, bounded time, the same bytes for the same message."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.reading import asked, engine, read

PIECES = (
    "calle 5 de mayo 210 ", "entre 3 y 5 millones ", "soy Beto Luna, ", "a@b.co ", "1HGCM82633A004352 ", "jetta 2015 ",
    "300 123 4567 ", "sí pero ", "$1.000 ", "1,", "-", "¿", "\u202e", "\u200b", "👍🏽", "e\u0301",
    "S.A. de C.V. ", "\n", "mañana a las 3 ", "RF-7KQ2MX ", "cra 15 # ", "me llamo ",
    "dos mil ", "@", ".", "no ", "a dot b at c dot com ",
)  # fmt: skip
CONTEXTS: tuple[dict[str, Any], ...] = (
    {},
    {"pending": "book"},
    {"question": asked("customer_name")},
    {"question": asked("address")},
    {"question": asked("need", "text")},
    {"question": asked("slot", "time", choices=("martes 24 a las 10:00 a. m.", "miércoles 25 a las 3:00 p. m."))},
    {"question": asked("yes_no"), "pending": "order"},
)
SECONDS = 2.0
"""Many times what the worst message takes, so that only a pattern that explodes goes over it."""


@given(st.text(max_size=300), st.sampled_from(CONTEXTS))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(message: str, context: dict[str, Any]) -> None:
    for entity in read(message, **context)["entities"]:
        assert 0 <= entity["start"] < entity["end"] <= len(message)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(CONTEXTS))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_what_customers_write_is_read(pieces: list[str], context: dict[str, Any]) -> None:
    message = "".join(pieces)
    reading = read(message, **context)
    json.dumps(reading)
    for entity in reading["entities"]:
        assert 0 <= entity["start"] < entity["end"] <= len(message)


@pytest.mark.parametrize("piece", [*PIECES, "a ", "1 ", "a", "1", "ﷺ", "balatas ", "\x00", "x@", "veinte "])
def test_ten_thousand_characters_take_bounded_time(piece: str) -> None:
    message = (piece * 10_000)[:10_000]
    read("hola")
    started = time.process_time()
    read(message, pending="book", question=asked("customer_name"))
    assert time.process_time() - started < SECONDS


def test_what_comes_after_two_thousand_characters_is_not_read() -> None:
    assert read(" " * 2_500 + "ana@ejemplo.com")["entities"] == []


@pytest.mark.parametrize("message", ["", "   ", "👍🏽", "🎉🇲🇽", "\u200b\u200b", "...", "\n\n", "🤷‍♂️"])
def test_a_message_without_words_is_read_as_one_without_intent_or_entity(message: str) -> None:
    reading = read(message)
    assert reading["entities"] == []
    assert reading["language"] == "es"


def test_the_same_message_gives_the_same_bytes() -> None:
    message = "Hola, ¿cuánto cuesta el chatbot profesional? soy Ana Ruiz, 300 123 4567, lo quiero para el viernes"
    first = json.dumps(read(message))
    engine.cache_clear()
    assert json.dumps(read(message)) == first


def test_a_typical_message_is_read_in_milliseconds() -> None:
    message = "buenas, soy Ana Ruiz, ¿cuánto cuestan las balatas para un jetta 2015 y hacen instalación el viernes?"
    read(message)
    started = time.process_time()
    for _ in range(20):
        read(message)
    assert (time.process_time() - started) / 20 < 0.1
