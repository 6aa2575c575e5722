"""How entities stand in a message: products, offsets, and which of two that overlap stays."""

import pytest

from language.embedded.entities.terms import TermIndex
from language.embedded.text import text_of
from tests.language.reading import of_kind, read, value_of


@pytest.mark.parametrize(
    ("message", "products"),
    [
        ("balatas ceramicas", ["pads_ceramic"]),
        ("valatas semimetalica", ["pads_metal"]),
        ("el chatbot profesional", ["bot_pro"]),
        ("chatbt profesionl", ["bot_pro"]),
        ("discos y el plan esencial", ["discs", "bot_basic"]),
        ("balatas", ["pads_ceramic", "pads_metal"]),
        ("quiero un helado", []),
    ],
)
def test_products_are_found_by_name_synonym_plural_and_slip(message: str, products: list[str]) -> None:
    assert [entity["value"] for entity in of_kind(read(message), "product")] == products


def _index(**names: str) -> TermIndex:
    return TermIndex([{"id": id_, "names": {"en": said.split("|")}} for id_, said in names.items()])


def test_a_whole_name_that_was_said_goes_before_most_of_a_longer_one() -> None:
    """Whichever other words of the longer name, such as the car, stand in the message."""
    index = _index(
        pads="Ceramic pads|front brake pads",
        discs="Front brake discs for Jetta 2.5",
        shocks="Front shocks for Jetta 2.5",
    )
    said = text_of("front brake pads for a 2015 Jetta 2.5")
    assert [(match.id, match.share) for match in index.matches(said) if match.start == 0] == [("pads", 1.0)]
    assert [match.id for match in index.matches(text_of("front discs for the Jetta 2.5"))] == ["discs"]


@pytest.mark.parametrize(
    ("word", "found"),
    [("afinación", True), ("afinasion", True), ("afiancion", True), ("afinacin", True), ("alineación", False)],
)
def test_a_shared_ending_does_not_make_two_words_alike(word: str, found: bool) -> None:
    index = _index(tune_up="Afinación", pads="Balatas")
    assert bool(index.matches(text_of(word))) is found


def test_part_of_a_name_is_less_sure_than_all_of_it() -> None:
    whole, part = of_kind(read("chatbot profesional"), "product"), of_kind(read("el profesional"), "product")
    assert whole[0]["confidence"] > part[0]["confidence"] > 0.5


@pytest.mark.parametrize(
    "message",
    [
        "soy Beto Luna, calle 5 de mayo 210 col centro, beto@ejemplo.com",
        "S\u200boy  Beto\u00a0Luna 👍🏽, mi correo: ana@ejemplo.com; 300 123 4567",
        "\u202eentre ３ y ５ millones\u202c para el miércoles a las 3 p. m.",
        "Me llamo Ángela Nin\u0303o, tengo 180 m² y un jetta 2015",
    ],
)
def test_offsets_are_those_of_the_message_as_it_was_written(message: str) -> None:
    entities = read(message)["entities"]
    assert entities
    for entity in entities:
        written = message[entity["start"] : entity["end"]]
        assert text_of(written).clean.split() == entity["text"].split()


def test_a_date_inside_a_street_is_no_time() -> None:
    reading = read("calle 5 de mayo 210 col centro")
    assert [entity["kind"] for entity in reading["entities"]] == ["address"]


def test_the_city_and_the_code_of_an_address_stand_beside_it() -> None:
    reading = read("123 Main St, Ann Arbor, MI 48104", region="US", currency="USD", language="en")
    assert {entity["kind"] for entity in reading["entities"]} == {"address", "city", "postal_code"}


def test_a_year_of_a_car_is_no_time_and_no_count() -> None:
    assert [entity["kind"] for entity in read("un jetta 2015")["entities"]] == ["vehicle"]


def test_a_phone_number_holds_no_counts() -> None:
    assert [entity["kind"] for entity in read("llámeme al 300 123 4567")["entities"]] == ["channel", "phone"]


def test_a_time_is_seen_from_now_in_the_customers_zone() -> None:
    assert value_of(read("el miércoles a las 3 de la tarde"), "time")["start"] == "2026-11-25T15:00:00-05:00"
