"""Words as the index sees them."""

import pytest

from knowledge.lexical import Frequencies, chunk_vector, expected, place_of, query_vector
from knowledge.words import terms_of


@pytest.mark.parametrize(
    ("written", "said", "language"),
    [
        ("instalación", "INSTALACION", "es"),
        ("instalar", "instalan", "es"),
        ("planes", "plan", "es"),
        ("balatas delanteras", "balata delantera", "es"),
        ("roofs", "roof", "en"),
        ("cities", "city", "en"),
        ("BD-4471", "bd4471", "es"),
        ("5W-30", "5w30", "es"),
        ("$1,290", "1290", "es"),
        ("$2.400.000", "2400000", "es"),
        ("$13,000.00", "13,000", "en"),
        ("2,5", "2.5", "es"),
    ],
)
def test_a_customer_may_write_it_in_another_way(written: str, said: str, language: str) -> None:
    assert terms_of(written, language) == terms_of(said, language) != []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("2.5", "25", "en"), ("glass", "gla", "en"), ("casas", "casos", "es"), ("4470", "4471", "es")],
)
def test_different_things_stay_different(one: str, other: str, language: str) -> None:
    assert terms_of(one, language) != terms_of(other, language)


def test_words_that_say_little_are_dropped_in_their_language_alone() -> None:
    assert terms_of("¿Qué es el VIN?", "es") == ["vin"]
    assert terms_of("What is the VIN?", "en") == ["vin"]
    assert terms_of("what is the vin", "pt") == ["what", "is", "the", "vin"]


def test_a_language_name_cannot_lead_out_of_the_folder() -> None:
    assert terms_of("the vin", "../stop_words/en") == ["the", "vin"]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    known = Frequencies(100, {place_of("roof"): 90, place_of("hail"): 2})
    query = query_vector([place_of(term) for term in ("roof", "hail", "pizza")], known)
    assert 0 < query[place_of("roof")] < query[place_of("hail")] < query[place_of("pizza")]


def test_a_word_repeated_weighs_more_but_never_without_bound() -> None:
    once, often = (chunk_vector(["hail"] * count)[place_of("hail")] for count in (1, 1000))
    assert once < often < 2.2


def test_a_long_chunk_counts_a_word_for_less() -> None:
    short = chunk_vector(["hail"] + [f"w{n}" for n in range(50)])
    long = chunk_vector(["hail"] + [f"w{n}" for n in range(500)])
    assert long[place_of("hail")] < short[place_of("hail")]


def test_a_whole_question_is_expected_to_be_answered_once() -> None:
    query = query_vector([place_of("hail"), place_of("roof")], Frequencies(10, {}))
    assert expected(query) == pytest.approx(sum(query.values()))
    assert expected({}) == 0


def test_a_long_message_is_not_held_against_the_passage_that_answers_its_question() -> None:
    known = Frequencies(10, {})
    chatter = query_vector([place_of(f"w{n}") for n in range(40)], known)
    assert expected(chatter) == pytest.approx(8 * known.rarity(0))
