"""Which claims a fact proves, and which lies it catches."""

from datetime import date, datetime

import pytest

from kit.money import Money
from language import values
from language.values import Value
from tests.language.claims_told import fact, missing, missing_of

TUESDAY_AT_TEN = values.instant(datetime.fromisoformat("2026-11-24T10:00:00-05:00"))
WEDNESDAY_AT_THREE = values.instant(datetime.fromisoformat("2026-11-25T15:00:00-05:00"))


def pesos(major: int) -> Value:
    return values.money(Money(major * 100, "COP"))


def test_a_price_that_a_fact_holds_may_be_said() -> None:
    assert missing("El plan cuesta desde $2.400.000 más IVA [1].", pesos(2_400_000)) == []
    assert missing("Son dos millones cuatrocientos mil pesos.", pesos(2_400_000)) == []


def test_a_price_that_no_fact_holds_is_caught() -> None:
    assert missing("Te lo dejo en $1.900.000.", pesos(2_400_000)) == ["$1.900.000"]
    assert missing("Te lo dejo en 1.900.000.", pesos(2_400_000)) == ["1.900.000"]


def test_a_price_in_another_currency_is_caught() -> None:
    assert missing("Cuesta USD 20.", pesos(20)) == ["USD 20"]
    assert missing("Cuesta 20 pesos.", values.money(Money(2000, "USD"))) == ["20 pesos"]


def test_a_discount_that_nobody_gave_is_caught() -> None:
    assert missing("Hoy tiene 20 % de descuento.", values.percent(1900)) == ["20 %"]
    assert missing("Se lo dejo a mitad de precio.", pesos(100)) == ["mitad de precio"]
    assert missing("Promoción 2x1.", pesos(100)) == ["2x1"]


def test_slots_that_are_held_may_be_offered() -> None:
    text = "Tengo mañana martes a las 10:00 a. m. o el miércoles a las 3:00 p. m."
    assert missing(text, TUESDAY_AT_TEN, WEDNESDAY_AT_THREE) == []


def test_the_hour_of_one_slot_on_the_day_of_another_is_caught() -> None:
    text = "Lo espero el martes 24 de noviembre a las 3:00 p. m."
    assert missing(text, TUESDAY_AT_TEN, WEDNESDAY_AT_THREE) == ["martes 24 de noviembre a las 3:00 p. m."]


def test_a_weekday_that_does_not_belong_to_its_date_is_caught() -> None:
    assert missing("Queda el jueves 25 de noviembre.", WEDNESDAY_AT_THREE) == ["jueves 25 de noviembre"]


def test_an_hour_is_held_against_the_customer_s_own_clock() -> None:
    assert missing("At 4 pm on Wednesday.", WEDNESDAY_AT_THREE, reader="en_US") == ["At 4 pm on Wednesday"]
    assert missing("At 3 pm on Wednesday.", WEDNESDAY_AT_THREE, reader="en_US") == []
    assert missing("El miércoles a las 2:00 p. m.", WEDNESDAY_AT_THREE, reader="es_MX") == []


def test_tomorrow_is_the_day_after_now() -> None:
    assert missing("Llega mañana.", values.day(date(2026, 11, 24))) == []
    assert missing("Llega mañana.", values.day(date(2026, 11, 25))) == ["mañana"]


def test_every_figure_of_a_quoted_text_may_be_said_again_in_other_words() -> None:
    quoted = values.quoted(
        "La instalación del par cuesta $350 y tarda 60 minutos, de lunes a viernes desde las 8:00 a. m."
    )
    assert missing("Cuesta 350 pesos, tarda una hora y abrimos el lunes; desde las 8 am.", quoted) == []
    assert missing("Cuesta $3.500 y tarda dos horas.", quoted) == ["$3.500", "dos horas"]


def test_a_quoted_text_in_the_other_language_counts_too() -> None:
    assert (
        missing(
            "Open from 8 am on November 25.",
            values.quoted("Desde el 25 de noviembre, a las 8 am"),
            reader="en_US",
        )
        == []
    )


def test_a_longer_figure_is_not_the_shorter_one_that_was_quoted() -> None:
    assert missing("Cuesta $350.000.", values.quoted("cuesta $350")) == ["$350.000"]


def test_free_needs_a_price_of_nothing_or_words_that_say_so() -> None:
    text = "La visita es sin costo."
    assert missing(text, pesos(10)) == ["sin costo"]
    assert missing(text, pesos(0)) == []
    assert missing(text, values.quoted("La inspección es gratis")) == []


def test_stock_and_minutes_are_counts_of_their_facts() -> None:
    assert (
        missing("Hay 6 en existencia, dato de hace 4 minutos.", values.quantity(6), values.quantity(4, "minutos")) == []
    )
    assert missing("Hay 7 en existencia.", values.quantity(6)) == ["7 en existencia"]
    assert missing("Tarda 6 meses.", values.quantity(6, "juegos")) == ["6 meses"]
    assert missing("Son 24 meses de garantía.", values.quantity(2, "años")) == []


def test_a_unit_that_only_a_fact_knows_is_counted() -> None:
    assert missing("Le aparto 4 garrafones.", values.quantity(5, "garrafones")) == ["4 garrafones"]
    assert missing("Le aparto 5 garrafones.", values.quantity(5, "garrafones")) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Pague en https://pago.co/a1.", values.contact("url", "https://pago.co/a2")),
        ("Pague en https://pago.co/a1", values.contact("url", "https://pago.co/a1_")),
        ("Pague en https://pago.co.evil.com/a1", values.contact("url", "https://pago.co/a1")),
        ("Escriba a ana@x.com.co", values.contact("email", "ana@x.com")),
        ("Llame al 601 555 0135", values.contact("phone", "+576015550134")),
        ("Su pedido es AP-20419", values.reference("AP-20418")),
    ],
)
def test_an_address_or_number_that_is_almost_right_is_caught(text: str, known: Value) -> None:
    assert len(missing(text, known)) == 1


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Pague en pago.co/a1/.", values.contact("url", "https://www.pago.co/a1")),
        ("Pague en https://pago.co/a1_", values.contact("url", "https://pago.co/a1_")),
        ("Pague en _https://pago.co/a1_.", values.contact("url", "https://pago.co/a1")),
        ("Pague en **https://pago.co/a1_**", values.contact("url", "https://pago.co/a1_")),
        ("Escriba a Ana@X.com.co.", values.contact("email", "ana@x.com.co")),
        ("Llame al 601 555 0134.", values.contact("phone", "+576015550134")),
        ("Licencia 2101187653.", values.reference("2101187653")),
        (
            "La cita es en 5 de Mayo 210, Col. Centro.",
            values.contact("address", "5 de Mayo 210, Col. Centro"),
        ),
    ],
)
def test_a_true_address_or_number_may_be_written_in_other_ways(text: str, known: Value) -> None:
    assert missing(text, known) == []


def test_figures_inside_a_product_s_name_are_no_claims() -> None:
    assert missing("Tengo el Aceite 5W-30 de 4 litros.", values.name("Aceite 5W-30 de 4 litros")) == []
    assert missing("El código es BD-4471.", values.name("BD-4471")) == []


def test_a_fact_that_has_expired_proves_nothing() -> None:
    known = pesos(100)
    assert missing_of("Cuesta $100.", [fact(known, "2026-11-23T08:59:00-05:00")]) == ["$100"]
    assert missing_of("Cuesta $100.", [fact(known, "2026-11-23T09:01:00-05:00")]) == []


def test_values_inside_a_fact_s_lists_count() -> None:
    lines = {
        "id": "f",
        "kind": "quote",
        "value": {"lines": [{"total": pesos(5)}]},
        "source": "quote",
        "expires": None,
    }
    assert missing_of("Total: $5.", [lines]) == []


def test_a_whole_confirmation_is_proven_by_what_it_was_made_from() -> None:
    text = (
        "Queda así, Beto: 1 juego de balatas cerámicas BD-4471, $1,290; envío $99; total $1,389 con IVA, a 5 de Mayo "
        "210, Col. Centro, mañana antes de las 2 pm. ¿Lo confirmo?"
    )
    known = [
        values.quantity(1, "juego"),
        values.name("balatas cerámicas BD-4471"),
        *(values.money(Money(major * 100, "MXN")) for major in (1290, 99, 1389)),
        values.contact("address", "5 de Mayo 210, Col. Centro"),
        values.instant(datetime.fromisoformat("2026-11-24T14:00:00-06:00")),
    ]
    assert missing(text, *known, reader="es_MX") == []
    for left_out in (0, 2, 3, 4, 6):
        assert missing(text, *known[:left_out], *known[left_out + 1 :], reader="es_MX")


def test_half_the_price_is_no_half_to_be_paid_now() -> None:
    assert missing("Se lo dejo a mitad de precio.", values.percent(5000)) == ["mitad de precio"]
    assert missing("Se paga el 50 % al iniciar.", values.percent(5000)) == []


def test_a_weekday_alone_is_the_coming_one() -> None:
    far = values.instant(datetime.fromisoformat("2026-12-28T10:00:00-05:00"))
    assert missing("Next Monday for sure.", far, reader="en_US") == ["Next Monday"]
    assert missing("On Monday, December 28.", far, reader="en_US") == []


def test_six_on_the_shelf_are_no_six_months() -> None:
    assert missing("Quedan seis disponibles.", values.quantity(6)) == []
    assert missing("Soporte por seis meses.", values.quantity(6)) == ["seis meses"]


@pytest.mark.parametrize(
    ("text", "reader"),
    [("Estamos en la Carrera 15 # 88-65, oficina 503.", "es_CO"), ("We're at 1181 Tannery Row, Farmington.", "en_US")],
)
def test_an_address_that_nobody_gave_is_caught_to_the_last_figure(text: str, reader: str) -> None:
    known = [values.contact("address", "Carrera 15 # 88-64, oficina 503")]
    known.append(values.contact("address", "1180 Tannery Row, Farmington"))
    assert missing(text, *known, reader=reader)
    assert missing(text.replace("88-65", "88-64").replace("1181", "1180"), *known, reader=reader) == []
