"""Look-alike letters, hidden characters, hands run over the keys: read as what they show, in work that grows slowly."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.embedded.detect import detect
from language.embedded.entities.babble import is_babble, is_no_word
from language.embedded.text import READ_LIMIT, text_of
from language.embedded.tone import register, sentiment, urgency
from language.words.fold import fold
from tests.language.reading import asked, names_of, of_kind, read, value_of

ADVERSARIAL = (
    "a", "A", "1", " ", ",", "ab ", "Ab ", "1 ", "a1 ", "no ", "me ", "de la ", "y ", "mil y ", "a dot ", "a guion ",
    "x@", "+52 1 ", "calle a ", "a b 5 col ", "Ana de La ", "soy Ana, ", "\u202e", "\u200d", "e\u0301", "р", "ра",
    "👍🏽", "ﷺ", "1 st ", "\x00", "qwer", "5 docenas ", "Ab, MI ", "entre mil y dos mil ", "no por whatsapp ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\u0440recio", "precio"),
        ("cоtizaсión", "cotizacion"),
        ("ΑNA", "ana"),
        ("mаrсеlа@ejemplo.com", "marcela@ejemplo.com"),
        ("привет", "привет"),
        ("αβγ", "αβγ"),
        ("\u202eprecio\u202c", "precio"),
        ("pre\u200bcio", "precio"),
        ("ｐｒｅｃｉｏ", "precio"),
        ("𝐩𝐫𝐞𝐜𝐢𝐨", "precio"),
    ],
)
def test_letters_that_look_latin_inside_latin_words_are_read_as_such(written: str, shown: str) -> None:
    assert text_of(written).plain == shown
    assert fold(written).text == shown


def test_an_address_with_look_alike_letters_is_the_one_that_the_reader_sees() -> None:
    assert value_of(read("mi correo es m\u0430rcela@ejemplo.com"), "email") == "marcela@ejemplo.com"


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_the_plain_text_leads_back_to_the_characters_as_written(message: str) -> None:
    text = text_of(message)
    assert len(text.clean) == len(text.plain) <= READ_LIMIT
    for token in text.tokens:
        start, end = text.span(token.start, token.end)
        assert 0 <= start < end <= len(message)
        assert token.word in text_of(message[start:end]).plain


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_mood_hurry_manner_and_language_of_any_text_are_in_their_bounds(message: str) -> None:
    text = text_of(message)
    assert -1 <= sentiment(text) <= 1
    assert 0 <= urgency(text) <= 1
    assert register(text, "es") in {"tu", "usted", None}
    assert detect(text, ["es", "en"], "es") in {"es", "en"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=100, deadline=None)
def test_what_is_found_stands_in_the_message(message: str) -> None:
    for entity in read(f"soy Ana Ruiz, {message} 300 123 4567")["entities"]:
        written = f"soy Ana Ruiz, {message} 300 123 4567"[entity["start"] : entity["end"]]
        assert entity["text"] in text_of(written).clean  # "¼" is one character of the message and three of the text


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_twice_the_text_takes_no_more_than_about_twice_the_steps(piece: str) -> None:
    read(piece * 10)
    half, whole = (_steps((piece * 10_000)[:size]) for size in (READ_LIMIT // 2, READ_LIMIT))
    assert whole < 3 * half + 20_000
    assert _steps((piece * 10_000)[:10_000]) < whole + 20_000


def _steps(message: str) -> int:
    """Calls of functions that reading takes, those of C included."""
    count = 0

    def step(frame: FrameType, event: str, given: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        read(message, pending="book", question=asked("customer_name"))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("word", ["asdfgh", "qwer", "lkjhg", "xxx", "sdkfjh", "jajaja"])
def test_a_hand_run_over_the_keys_is_no_word(word: str) -> None:
    assert is_no_word(word)


@pytest.mark.parametrize("word", ["zulay", "schwartz", "itzel", "nguyen", "wright", "xochitl", "power", "ok", "versa"])
def test_rare_names_are_words(word: str) -> None:
    assert not is_no_word(word)


def test_figures_and_nothing_are_no_babble() -> None:
    assert not any(is_babble(text_of(message)) for message in ("", "2015", "2", "👍"))


def test_babble_answers_no_question_for_a_name_or_a_need() -> None:
    assert of_kind(read("asdfgh qwer", question=asked("customer_name")), "customer_name") == []
    answered = read("asdfgh qwer", question=asked("need", "text"))
    assert of_kind(answered, "need") == []
    assert names_of(answered)[:1] != ["give_information"]
