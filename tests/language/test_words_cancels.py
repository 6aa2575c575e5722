"""Asking to cancel is told from asking about cancelling."""

import pytest

from language.words.cancels import asks_to_cancel


@pytest.mark.parametrize(
    "said",
    [
        "puede cancelarla",
        "¿La puedo cancelar?",
        "me la cancela por favor",
        "Actually, can you cancel it?",
        "cancel that please",
    ],
)
def test_what_is_asked_to_be_taken_back(said: str) -> None:
    assert asks_to_cancel(said)


@pytest.mark.parametrize(
    "said",
    [
        "¿cuánto cuesta cancelarla?",
        "¿hasta cuándo puedo cancelarla?",
        "what if I cancel it?",
        "don't cancel it",
        "no la cancele",
    ],
)
def test_what_is_asked_about_cancelling_takes_nothing_back(said: str) -> None:
    assert not asks_to_cancel(said)
