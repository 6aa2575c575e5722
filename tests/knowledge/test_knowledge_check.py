"""What is wrong with the content, told before a customer finds it."""

from datetime import date

import pytest

from commerce.packs.model import Pack
from knowledge.check import Piece, check, is_over
from knowledge.contradict import Prices
from tests.agents.talk import pack_of

TODAY = date(2026, 11, 23)
URL = "https://www.colombiatic.example/planes"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pack_of("colombiatic")


def piece(body: str, document: str = "planes", anchor: str = "precios", language: str = "es", url: str = URL) -> Piece:
    return Piece(document, 0, "Precios", anchor, body, language, url, "Planes")


def kinds(pieces: list[Piece], pack: Pack) -> list[str]:
    return [finding.kind for finding in check(pieces, pack, TODAY)]


def test_a_price_that_the_catalogue_does_not_know_is_told_with_the_right_one(pack: Pack) -> None:
    (found,) = check([piece("El Chatbot Profesional cuesta desde $5.400.000 más IVA.")], pack, TODAY)
    assert (found.kind, found.url) == ("price", URL)
    assert "5.900.000" in found.expected


@pytest.mark.parametrize(
    "text",
    [
        "El Chatbot Profesional cuesta desde $5.900.000 más IVA.",
        "El Chatbot Profesional cuesta $7.021.000 con IVA.",
        "El Chatbot Profesional se paga en 6 cuotas de $1.170.167.",
        "Un evento cuesta $5.400.000.",
        "El Chatbot Profesional se entrega en 20 días hábiles.",
    ],
)
def test_the_list_price_with_and_without_tax_its_instalments_and_other_figures_are_right(pack: Pack, text: str) -> None:
    assert kinds([piece(text)], pack) == []


def test_a_row_of_a_price_table_is_held_against_the_item_that_it_names(pack: Pack) -> None:
    table = "| Plan | Precio |\n|---|---|\n| Chatbot Esencial | $2.400.000 |\n| Chatbot Profesional | $6.300.000 |"
    (found,) = check([piece(table)], pack, TODAY)
    assert found.found == "Chatbot Profesional: $6.300.000"


def test_the_amount_of_a_sentence_with_two_items_belongs_to_the_one_named_before_it(pack: Pack) -> None:
    text = "El Chatbot Esencial cuesta $2.400.000 y el Chatbot Profesional cuesta $6.300.000."
    assert [clash.item for clash in Prices(pack).clashes(text, "es")] == ["chatbot-profesional"]


def test_a_link_to_a_place_that_the_page_does_not_have_is_told(pack: Pack) -> None:
    pieces = [piece(f"Mire la tabla ({URL}#precios) y las condiciones ({URL}#condiciones).")]
    (found,) = check(pieces, pack, TODAY)
    assert (found.kind, found.found) == ("anchor", f"{URL}#condiciones")


def test_links_to_other_sites_are_not_judged(pack: Pack) -> None:
    assert kinds([piece("Lea https://otra.example/guia#nada antes de empezar.")], pack) == []


def test_a_page_in_a_language_that_the_business_does_not_speak_is_told_once(pack: Pack) -> None:
    pieces = [piece("Nós fazemos.", "sobre", language="pt"), piece("E vendemos.", "sobre", "b", language="pt")]
    assert kinds(pieces, pack) == ["language"]


def test_a_long_text_on_two_pages_is_told_and_a_short_phrase_is_not(pack: Pack) -> None:
    long = "La migración a la nube se hace en un fin de semana y el servidor viejo se conserva apagado durante 30 días."
    twice = [piece(long, "a", url=f"{URL}/a"), piece(long, "b", url=f"{URL}/b")]
    assert kinds(twice, pack) == ["double"]
    assert kinds([piece("Escríbanos.", "a"), piece("Escríbanos.", "b")], pack) == []


@pytest.mark.parametrize(
    ("text", "language", "over"),
    [
        ("Oferta válida hasta el 31 de diciembre de 2024.", "es", True),
        ("La tarifa está vigente hasta 2025.", "es", True),
        ("La oferta va hasta el 31 de diciembre de 2026.", "es", False),
        ("The discount is valid through March 1, 2025.", "en", True),
        ("We have worked here since 2004.", "en", False),
        ("Hasta 5.000 referencias.", "es", False),
    ],
)
def test_an_offer_is_over_when_its_last_day_is_past(text: str, language: str, over: bool) -> None:
    assert is_over(text, language, "es_CO" if language == "es" else "en_US", TODAY) is over
