"""Figures in a message: money in minor units, counts, areas, cars, numbers with check digits."""

from typing import Any

import pytest

from language.embedded.entities.tax_ids import nit_check
from tests.language.reading import asked, of_kind, read, value_of


def cop(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "COP"}


def usd(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "USD"}


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("$1.200.000", cop(120_000_000)),
        ("veinte mil pesos", cop(2_000_000)),
        ("2,5 millones", cop(250_000_000)),
        ("millón y medio", cop(150_000_000)),
        ("medio millón de pesos", cop(50_000_000)),
        ("son 2'500.000 pesos", cop(250_000_000)),
        ("200 lucas", cop(20_000_000)),
        ("COP 5.900.000", cop(590_000_000)),
        ("USD 2,500.50", usd(250_050)),
        ("pagué 1.200.000 de anticipo", cop(120_000_000)),
        ("300 dólares", usd(30_000)),
    ],
)
def test_an_amount_is_read_in_minor_units(message: str, amount: dict[str, Any]) -> None:
    assert value_of(read(message), "money") == amount


@pytest.mark.parametrize(
    ("message", "least", "most"),
    [
        ("entre 3 y 5 millones de pesos", 300_000_000, 500_000_000),
        ("de 10 a 15k", 1_000_000, 1_500_000),
        ("10-15 mil", 1_000_000, 1_500_000),
        ("hasta $500.000", None, 50_000_000),
        ("mi presupuesto es de 3 millones", None, 300_000_000),
        ("más de 4 millones", 400_000_000, None),
        ("unos 20 mil", 2_000_000, 2_000_000),
        ("entre mil y dos mil pesos", 100_000, 200_000),
        ("tengo 800 mil pesos para empezar", None, 80_000_000),
    ],
)
def test_a_budget_has_a_floor_and_a_ceiling(message: str, least: int | None, most: int | None) -> None:
    value = {"min": None if least is None else cop(least), "max": None if most is None else cop(most)}
    assert value_of(read(message), "budget") == value


@pytest.mark.parametrize(
    ("message", "least", "most"),
    [
        ("up to $20k", None, 2_000_000),
        ("between 5 and 7 grand", 500_000, 700_000),
        ("$10,000-$15,000", 1_000_000, 1_500_000),
        ("my budget is 12000", None, 1_200_000),
    ],
)
def test_an_english_budget_is_read_in_dollars(message: str, least: int | None, most: int | None) -> None:
    value = {"min": None if least is None else usd(least), "max": None if most is None else usd(most)}
    assert value_of(read(message, region="US", currency="USD", language="en"), "budget") == value


@pytest.mark.parametrize(
    "message", ["20 mil clientes", "el carro tiene 120 mil km", "a las 5", "calle 15", "300 123 4567"]
)
def test_numbers_that_count_other_things_are_no_money(message: str) -> None:
    assert not {"money", "budget"} & {entity["kind"] for entity in read(message)["entities"]}


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("quiero dos juegos", 2),
        ("nos escriben 200 personas", 200),
        ("need three of them", 3),
        ("dos docenas", 24),
        ("a dozen please", 12),
        ("deme 4pzs", 4),
        ("tenemos 20 mil seguidores", 20_000),
    ],
)
def test_a_count_is_a_whole_number(message: str, count: int) -> None:
    assert value_of(read(message), "quantity") == count


@pytest.mark.parametrize(
    "message",
    [
        "una cita",
        "20% de descuento",
        "el 12/03/2026",
        "RF-7KQ2MX",
        "a car",
        "la opción 2",
        "rin 15",
        "aceite 5w30",
        "tarjeta 4152 3134 5678 9012",
        "120,000 km",
        "a 20 ft ladder",
        "24/7",
        "el taller Los Tres Hermanos",
    ],
)
def test_articles_dates_shares_and_codes_are_no_counts(message: str) -> None:
    assert of_kind(read(message), "quantity") == []


@pytest.mark.parametrize(
    ("message", "size", "unit"),
    [
        ("about 2,000 sq ft", 2000, "sqft"),
        ("1850 square feet", 1850, "sqft"),
        ("20 squares", 2000, "sqft"),
        ("180 m²", 180, "m2"),
        ("ciento veinte metros cuadrados", 120, "m2"),
    ],
)
def test_an_area_keeps_its_unit(message: str, size: int, unit: str) -> None:
    assert value_of(read(message), "area") == {"value": size, "unit": unit}


@pytest.mark.parametrize(
    ("message", "make", "model", "year", "engine"),
    [
        ("balatas pal jetta 2015", "Volkswagen", "Jetta", 2015, None),
        ("jeta 2015", "Volkswagen", "Jetta", 2015, None),
        ("jetta 2015 2.5", "Volkswagen", "Jetta", 2015, "2.5"),
        ("mi march 2014 1.6", "Nissan", "March", 2014, "1.6"),
        ("Mazda 3 2018", "Mazda", "Mazda 3", 2018, None),
        ("2010 Ford F-150 V8", "Ford", "F-150", 2010, "V8"),
        ("un chevi spark modelo 17", "Chevrolet", "Spark", 2017, None),
        ("jetta 98", "Volkswagen", "Jetta", 1998, None),
        ("nissan del 2012", "Nissan", None, 2012, None),
        ("Peugeot 206", "Peugeot", "206", None, None),
    ],
)
def test_a_car_is_read_by_make_model_year_and_engine(
    message: str, make: str, model: str | None, year: int | None, engine: str | None
) -> None:
    car = value_of(read(message, region="MX", currency="MXN"), "vehicle")
    assert car == {"make": make, "model": model, "year": year, "engine": engine}


@pytest.mark.parametrize(
    "message", ["march 5 at 3pm", "a seat in the city", "es 2015", "juego golf", "el partido es el 5"]
)
def test_ordinary_words_are_no_cars(message: str) -> None:
    assert of_kind(read(message, region="MX", currency="MXN"), "vehicle") == []


def test_an_ordinary_word_is_a_car_where_a_car_was_asked_for() -> None:
    assert value_of(read("un golf", question=asked("vehicle")), "vehicle")["model"] == "Golf"


@pytest.mark.parametrize("vin", ["1HGCM82633A004352", "1M8GDM9AXKP042788"])
def test_a_vin_is_proven_by_its_check_digit(vin: str) -> None:
    assert value_of(read(f"el vin es {vin.lower()}"), "vin") == vin
    assert of_kind(read(f"el vin es {vin[:-1]}9"), "vin") == []


def test_a_vin_typed_with_the_letter_o_is_put_right() -> None:
    assert value_of(read("1HGCM82633AOO4352"), "vin") == "1HGCM82633A004352"


def test_a_look_alike_in_a_vin_is_put_right_only_where_the_check_digit_then_fits() -> None:
    assert value_of(read("vin 1M8GDM9AXKP042788".replace("5", "S"), region="US"), "vin") == "1M8GDM9AXKP042788"
    mended = of_kind(read("vin 1HGCMB2633A004352", region="US"), "vin")
    assert [(each["value"], each["confidence"]) for each in mended] == [("1HGCM82633A004352", 0.75)]
    assert of_kind(read("1HGCMB2633A004352", region="US"), "vin") == []


def test_a_vin_that_needs_no_check_digit_is_less_sure_and_only_where_it_is_announced() -> None:
    told = of_kind(read("el vin es WP0ZZZ99ZTS392124"), "vin")
    assert [each["confidence"] for each in told] == [0.4]
    assert of_kind(read("WP0ZZZ99ZTS392124"), "vin") == []
    assert of_kind(read("el vin es WP0ZZZ99ZTS392124", region="MX"), "vin") == []


def test_the_mexican_tax_number_needs_a_true_date_and_check_digit() -> None:
    assert value_of(read("mi rfc es gode561231gr8"), "rfc") == "GODE561231GR8"
    assert value_of(read("XAXX010101000"), "rfc") == "XAXX010101000"
    assert of_kind(read("GODE561231GR9"), "rfc") == []
    assert of_kind(read("GODE561331GR8"), "rfc") == []


def test_the_colombian_tax_number_needs_its_check_digit() -> None:
    assert nit_check("860002964") == 4
    assert value_of(read("NIT: 860.002.964-4"), "nit") == "860002964-4"
    assert value_of(read("nit 900123456"), "nit") == "900123456-8"
    assert of_kind(read("860.002.964-5"), "nit") == []


@pytest.mark.parametrize(
    ("message", "reference"),
    [
        ("mi cotización RF-7KQ2MX", "RF-7KQ2MX"),
        ("rf-7kq2mx", "RF-7KQ2MX"),
        ("dónde va el pedido AP-20418?", "AP-20418"),
        ("pedido 20418", "20418"),
        ("folio: A2231", "A2231"),
        ("pedido ap 20977", "AP-20977"),
        ("la factura 20261123 ya la pagué", "20261123"),
    ],
)
def test_the_number_of_a_quote_or_an_order_is_read(message: str, reference: str) -> None:
    assert value_of(read(message), "reference") == reference


@pytest.mark.parametrize("message", ["CR-V 2015", "pre-2015", "cita el 5", "order 5 pads", "covid-19"])
def test_other_words_with_a_dash_are_no_reference(message: str) -> None:
    assert of_kind(read(message), "reference") == []
