"""Finding what a customer means."""

from typing import Any

import pytest

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.model import UnknownCategoryError, UnknownItemError
from kit.money import Money
from tests.commerce.packs import small_pack

CATALOGUE = Catalogue(small_pack())


def found(words: str, language: str = "es", **filters: Any) -> list[str]:
    return [hit.item.id for hit in CATALOGUE.search(words, language, **filters)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("que onda, tienen balatas delanteras cerámicas?", "pads-ceramic"),
        ("BALATAS CERAMICAS", "pads-ceramic"),
        ("valatas ceramicas", "pads-ceramic"),
        ("do you have ceramic brake pads", "pads-ceramic"),
        ("bd-4470", "pads-semimetallic"),
        ("me das el BD4470 porfa", "pads-semimetallic"),
        ("cuánto cobran por instalar", "install-pads"),
        ("architectural shingles", "timberline"),
        ("capacitaciones", "training"),
    ],
)
def test_customers_find_items_in_their_own_words(words: str, first: str) -> None:
    assert found(words)[0] == first


@pytest.mark.parametrize("words", ["hola buenas tardes", "gracias", "sí", "quiero hablar con una persona", "¿¿??"])
def test_words_that_name_nothing_find_nothing(words: str) -> None:
    assert found(words) == []


def test_one_word_for_many_things_finds_all_of_them() -> None:
    assert found("balatas") == ["pads-ceramic", "pads-semimetallic"]
    assert found("shingles", "en") == ["three-tab", "timberline"]


def test_a_code_finds_only_its_item() -> None:
    hits = CATALOGUE.search("balatas BD 4471", "es")
    assert [hit.item.id for hit in hits] == ["pads-ceramic"]
    assert hits[0].score > 1


def test_a_category_is_a_way_to_ask_for_all_of_its_items() -> None:
    assert found("frenos") == ["pads-ceramic", "pads-semimetallic"]


def test_parts_for_another_engine_are_left_out_when_the_vehicle_is_known() -> None:
    jetta = {"make": "Volkswagen", "model": "Jetta", "year": 2015, "engine": "2.5L"}
    assert found("balatas", vehicle=jetta) == ["pads-ceramic"]


def test_without_words_the_filters_alone_decide() -> None:
    assert found("", category="brakes", limit=1) == ["pads-ceramic"]
    assert found(" ", category="services") == ["install-pads", "training"]


@pytest.mark.parametrize(
    ("vehicle", "fits"),
    [
        ({"make": "volkswagen", "model": "JETTA", "year": 2015, "engine": "2.5 litros"}, True),
        ({"make": "Volkswagen", "model": "Jetta", "year": 2015, "engine": "2.0"}, False),
        ({"make": "Volkswagen", "model": "Jetta", "year": 2010, "engine": None}, False),
        ({"make": None, "model": "Jetta", "year": None}, True),
        ({"model": "Vento"}, False),
        ({}, True),
    ],
)
def test_a_part_fits_by_make_model_years_and_engine(vehicle: dict[str, Any], fits: bool) -> None:
    assert CATALOGUE.fits(CATALOGUE.item("pads-ceramic"), vehicle) is fits


def test_what_names_no_vehicle_fits_every_vehicle() -> None:
    assert CATALOGUE.fits(CATALOGUE.item("training"), {"make": "Nissan", "model": "Tsuru", "year": 1999})


@pytest.mark.parametrize(
    ("value", "tier"),
    [("0", "standard"), ("249999.99", "standard"), ("250000", "professional"), ("900000", "premium")],
)
def test_the_worth_of_a_home_decides_its_tier(value: str, tier: str) -> None:
    reached = CATALOGUE.tier_for(Money.parse(value, "COP"))
    assert reached
    assert reached.id == tier


def test_a_business_without_tiers_has_no_tier_for_anyone() -> None:
    assert Catalogue(small_pack(catalogue={"tiers": []})).tier_for(Money.parse("500000", "COP")) is None


def test_good_better_best_are_the_materials_that_compete() -> None:
    options = CATALOGUE.options_for(CATALOGUE.item("timberline"))
    assert [option.id for option in options] == ["three-tab", "timberline", "slate"]


def test_a_part_for_another_engine_is_no_option() -> None:
    options = CATALOGUE.options_for(CATALOGUE.item("pads-ceramic"))
    assert [option.id for option in options] == ["pads-ceramic"]


def test_terms_carry_names_synonyms_and_the_code_by_language() -> None:
    term = next(term for term in CATALOGUE.terms() if term["id"] == "pads-ceramic")
    assert term["names"]["es"] == ["Balatas delanteras cerámicas", "balatas", "pastillas de freno", "BD-4471"]
    assert term["names"]["en"] == ["Ceramic front brake pads", "brake pads", "BD-4471"]


def test_items_and_categories_that_do_not_exist_are_named() -> None:
    with pytest.raises(UnknownItemError, match="'clutch'"):
        CATALOGUE.item("clutch")
    with pytest.raises(UnknownCategoryError, match="'engines'"):
        CATALOGUE.category("engines")


def test_a_very_long_message_is_searched_in_bounded_time() -> None:
    assert found("balatas ceramicas " + "relleno " * 20_000)[0] == "pads-ceramic"
