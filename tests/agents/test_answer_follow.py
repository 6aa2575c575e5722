"""Questions that lean on the one before them, completed from its words."""

import pytest

from agents.responder.follow import completed, leans


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("and for two floors?", "en"),
        ("what about weekends?", "en"),
        ("how long does it take?", "en"),
        ("¿y eso cuánto demora?", "es"),
        ("¿y los sábados?", "es"),
        ("y para dos pisos?", "es"),
    ],
)
def test_a_short_message_that_goes_on_or_points_back_leans_on_the_last_question(said: str, language: str) -> None:
    assert leans(said, language)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("do you replace gutters on Saturdays?", "en"),
        ("and how much does a metal roof cost for my house in Novi?", "en"),
        ("¿hacen integraciones con Siigo?", "es"),
        ("¿cuánto cuesta el mantenimiento anual?", "es"),
    ],
)
def test_a_question_that_says_what_it_is_about_stands_alone(said: str, language: str) -> None:
    assert not leans(said, language)


def test_the_new_words_come_first_and_the_old_ones_are_kept_where_nothing_replaces_them() -> None:
    whole = completed("and for two floors?", "how much is a roof inspection?", "en")
    assert whole == "and for two floors how much is a roof inspection?"


@pytest.mark.parametrize(
    ("said", "before", "language", "whole"),
    [
        ("¿y con HubSpot?", "¿se integra con Siigo?", "es", "¿y con HubSpot se integra?"),
        ("y para dos pisos?", "¿cuánto vale para un piso en Cali?", "es", "y para dos pisos cuánto vale en Cali?"),
        ("and for two floors?", "how much is it for one floor?", "en", "and for two floors how much is it?"),
    ],
)
def test_with_that_takes_the_place_of_with_this(said: str, before: str, language: str, whole: str) -> None:
    assert completed(said, before, language) == whole


def test_a_new_question_word_takes_the_place_of_the_old_one() -> None:
    whole = completed("¿y eso cuánto demora?", "¿Cuánto cuesta la instalación?", "es")
    assert whole == "¿y eso cuánto demora cuesta instalación?"


def test_the_same_thing_is_not_named_twice() -> None:
    assert completed("and the gutters?", "do you clean gutters?", "en") == "and the gutters do you clean?"
