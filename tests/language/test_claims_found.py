"""Which words of a message are claims that a fact must back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.claims import find_claims
from tests.language.claims_told import NOW, READERS, found


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("$2.400.000", 240_000_000),
        ("$1.170.167,50", 117_016_750),
        ("1.290 pesos", 129_000),
        ("USD 20", 2_000),
        ("cuesta 1.290 y ya", 129_000),
        ("dos millones de pesos", 200_000_000),
        ("2,4 millones", 240_000_000),
        ("veinte mil pesos", 2_000_000),
        ("15k", 1_500_000),
        ("1.290$", 129_000),
        ("50 centavos", 50),
        ("-$20", -2_000),
    ],
)
def test_a_price_is_found_however_it_is_written_in_colombia(text: str, minor: int) -> None:
    claims = find_claims(text, "es", "es_CO", NOW, "America/Bogota")
    assert [(claim.kind, claim.value["minor"]) for claim in claims] == [("money", minor)]


@pytest.mark.parametrize(
    ("text", "minor"),
    [("$1,290", 129_000), ("$1,290.50", 129_050), ("two million pesos", 200_000_000), ("13,000", 1_300_000)],
)
def test_a_price_is_found_however_it_is_written_in_the_north(text: str, minor: int) -> None:
    claims = find_claims(text, "en", "en_US", NOW, "America/New_York")
    assert [(claim.kind, claim.value["minor"]) for claim in claims] == [("money", minor)]


def test_both_ends_of_a_range_are_claims() -> None:
    assert found("entre 500 y $900") == [("money", "500"), ("money", "$900")]
    assert found("$9,000 to 13,000 before tax", "en_US") == [("money", "$9,000"), ("money", "13,000")]
    assert found("10-20% off", "en_US") == [("percent", "10"), ("percent", "20%")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("15 %", "percent"),
        ("veinte por ciento", "percent"),
        ("a mitad de precio", "offer"),
        ("es gratis", "free"),
        ("sin ningún costo", "free"),
        ("al 2x1", "offer"),
        ("25 de noviembre", "date"),
        ("2026-11-25", "date"),
        ("el miércoles", "date"),
        ("mañana", "date"),
        ("3:00 p. m.", "hour"),
        ("a las tres", "hour"),
        ("15:00", "hour"),
        ("https://pago.co/a?b=1", "url"),
        ("ferreteria.com.co", "url"),
        ("ana@ferreteria.com.co", "email"),
        ("+57 601 555 0134", "phone"),
        ("AP-20418", "reference"),
        ("QT-7KX2MN", "reference"),
        ("6 en existencia", "quantity"),
        ("quedan 6", "quantity"),
        ("20 minutos", "quantity"),
        ("una hora", "quantity"),
        ("dos años", "quantity"),
        ("12 meses de garantía", "quantity"),
        ("20 mil clientes", "quantity"),
    ],
)
def test_every_kind_of_figure_is_found(text: str, kind: str) -> None:
    assert [name for name, _ in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "1. Plan Esencial\n2. Plan Profesional",
        "Según la página [1], sí.",
        "Para Jetta 2015 con motor 2.0 o 2.5",
        "¿En qué te ayudo hoy?",
        "¿Prefieres en la mañana o en la tarde?",
        "¿Cuál de las dos te gusta más?",
        "Buenos días, un momento por favor",
        "Mil gracias",
        "La segunda opción es la buena",
        "Feliz Navidad",
    ],
)
def test_what_promises_nothing_is_no_claim(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["Feel free to write", "Dana is free on any of those", "They're free soon", "May I help?"]
)
def test_english_words_that_look_like_claims_are_none(text: str) -> None:
    assert found(text, "en_US") == []


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("De lunes a viernes de 8:00 a. m. a 6:00 p. m., sábado de 9:00 a. m. a 1:00 p. m.", "es_CO"),
        ("Monday to Friday 8:00 AM to 6:00 PM, Saturday 9:00 AM to 1:00 PM.", "en_US"),
    ],
)
def test_a_day_in_a_list_of_opening_hours_stands_with_the_hours_that_follow_it(text: str, reader: str) -> None:
    language, locale, zone = READERS[reader]
    claims = find_claims(text, language, locale, NOW, zone)
    days = [(each.value["at"], (each.value["on"] or {}).get("weekday")) for each in claims if each.kind == "hour"]
    assert days == [("08:00", None), ("18:00", None), ("09:00", 5), ("13:00", 5)]


def test_an_hour_keeps_the_date_it_stands_with() -> None:
    text = "Tengo mañana martes a las 10:00 a. m. o el miércoles a las 3:00 p. m."
    claims = find_claims(text, "es", "es_CO", NOW, "America/Bogota")
    assert [(claim.value["at"], claim.value["on"]) for claim in claims] == [
        ("10:00", {"weekday": 1, "date": "2026-11-24"}),
        ("15:00", {"weekday": 2, "before": "2026-12-01"}),
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://shop.example/q/t.Ab3_ for it.", "shop.example/q/t.ab3_"),
        ("See _https://shop.example/q_ for it.", "shop.example/q"),
        ("*See https://shop.example/q*.", "shop.example/q"),
    ],
)
def test_an_address_keeps_the_sign_that_it_ends_in_unless_that_closes_an_emphasis(text: str, address: str) -> None:
    [claim] = find_claims(text, "en", "en_US", None, "America/Detroit")
    assert claim.value == {"text": address}


def test_claims_stand_where_they_say() -> None:
    text = "Él paga  $1.290 el 25 de noviembre"
    for claim in find_claims(text, "es", "es_CO", NOW, "America/Bogota"):
        assert text[claim.start : claim.end] == claim.text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(READERS)))
def test_any_text_is_searched_without_an_error(text: str, reader: str) -> None:
    found(text, reader)


@pytest.mark.parametrize("part", ["1 ", "$1.", "a@", "mil ", "+1 ", "www.", "AP-20418 ", "dos mil "])
def test_a_very_long_message_takes_bounded_time(part: str) -> None:
    found("$1")
    started = time.process_time()
    found(part * (8_000 // len(part)))
    assert time.process_time() - started < 3.0
