"""Who writes and how to reach them: names, e-mail, phones, companies, parts played, places, wishes."""

from typing import Any

import pytest

from tests.language.reading import asked, of_kind, read, value_of


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("soy Beto Luna, calle 5 de mayo 210", "Beto Luna"),
        ("soy beto luna", "Beto Luna"),
        ("me llamo marcela ríos y quiero una cita", "Marcela Ríos"),
        ("Me llamo María de los Ángeles Pérez", "María de los Ángeles Pérez"),
        ("my name is john smith", "John Smith"),
        ("I'm Dana from the office", "Dana"),
        ("This is Karen", "Karen"),
        ("a nombre de Pedro Páramo por favor", "Pedro Páramo"),
        ("necesito una cotización\n\nJuan Pérez", "Juan Pérez"),
        ("muchas gracias, Beto", "Beto"),
        ("HOLA SOY XIMENA", "Ximena"),
        ("a nombre de luz gómez porfa", "Luz Gómez"),
        ("under the name Abigail Stone please", "Abigail Stone"),
        ("les habla Arq. Martín Solís", "Martín Solís"),
        ("le habla Óscar Duque de Seguros La Ceiba", "Óscar Duque"),
    ],
)
def test_a_customer_who_says_a_name_is_known_by_it(message: str, name: str) -> None:
    assert value_of(read(message), "customer_name") == name


@pytest.mark.parametrize(
    ("message", "name"),
    [("sorry\nLuis Moss", "Luis Moss"), ("perdón, Ana Ruiz", "Ana Ruiz"), ("Dale Murphy", "Dale Murphy"),
     ("dale, aunque espera, cuanto se tarda", None)],
)  # fmt: skip
def test_what_leads_to_a_name_that_was_asked_for_is_none_of_it(message: str, name: str | None) -> None:
    assert value_of(read(message, question=asked("customer_name")), "customer_name") == name


@pytest.mark.parametrize(
    ("message", "name"),
    [("Ma. Elena Tovar", "Ma. Elena Tovar"), ("J. Pérez", "J. Pérez"), ("Ana Ruiz. ¿Y cuánto cuesta?", "Ana Ruiz")],
)
def test_a_stop_ends_a_name_but_not_one_that_is_cut_short(message: str, name: str) -> None:
    assert value_of(read(message, question=asked("customer_name")), "customer_name") == name


@pytest.mark.parametrize(
    "message",
    [
        "soy de Bogotá", "soy el gerente", "Soy Gerente", "I'm looking for a roof", "I'm Interested", "this is a test",
        "quiero hablar con el gerente", "con Andrea por favor", "¿habla español?", "call me tomorrow", "soy nuevo",
        "I'm Canadian", "soy vegetariano", "soy yo otra vez",
    ],
)  # fmt: skip
def test_other_words_after_soy_and_im_are_no_names(message: str) -> None:
    assert of_kind(read(message), "customer_name") == []


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("mi correo es Marcela@FerreteriaLaUnion.com.", "marcela@ferreterialaunion.com"),
        ("marcela arroba ferreteria punto com", "marcela@ferreteria.com"),
        ("john dot smith at gmail dot com", "john.smith@gmail.com"),
        ("my email is john at gmail.com", "john@gmail.com"),
        ("juan @ gmail.com", "juan@gmail.com"),
        ("ana guion bajo ruiz arroba gmail punto com", "ana_ruiz@gmail.com"),
        ("escríbanme a ana.ruiz+ventas@ejemplo.com.co, gracias", "ana.ruiz+ventas@ejemplo.com.co"),
    ],
)
def test_an_e_mail_address_is_read_however_it_is_written(message: str, address: str) -> None:
    assert value_of(read(message), "email") == address


@pytest.mark.parametrize("message", ["meet at example.com", "a@b", "@ana", "nos vemos a las 5 en el punto com"])
def test_what_is_no_address_is_not_taken_for_one(message: str) -> None:
    assert of_kind(read(message), "email") == []


@pytest.mark.parametrize(
    ("region", "message", "number"),
    [
        ("CO", "mi cel es 300 123 4567", "+573001234567"),
        ("MX", "55 1234 5678", "+525512345678"),
        ("US", "call me at (248) 555-0142 tomorrow", "+12485550142"),
        ("US", "+52 55 1234 5678", "+525512345678"),
        ("CO", "mi whatsapp es 5512345678", "+525512345678"),
        ("CO", "estoy en México: +52 1 55 3210 9876", "+525532109876"),
        ("MX", "044 55 8765 4321", "+525587654321"),
        ("CO", "el fijo es 601 345 6789", "+576013456789"),
        ("ES", "mi móvil es 612 345 678", "+34612345678"),
    ],
)
def test_a_phone_number_is_read_for_the_country(region: str, message: str, number: str) -> None:
    assert value_of(read(message, region=region), "phone") == number


@pytest.mark.parametrize(
    ("message", "company"),
    [
        ("trabajo en Bancolombia", "Bancolombia"),
        ("mi empresa se llama Ferretería La Unión y somos 20", "Ferretería La Unión"),
        ("represento a Soluciones Andinas S.A.S.", "Soluciones Andinas S.A.S."),
        ("I work at Acme Corp", "Acme Corp"),
        ("my company is called blue sky", "blue sky"),
        ("soy del taller Los Tres Hermanos", "Los Tres Hermanos"),
        ("le habla Óscar Duque de Seguros La Ceiba", "Seguros La Ceiba"),
        ("hola, soy Ana de Acme", "Acme"),
        ("I'm Ana from Acme, we need a new roof", "Acme"),
        ("this is Mike at Zenith", "Zenith"),
    ],
)
def test_a_company_is_read_by_its_name(message: str, company: str) -> None:
    assert value_of(read(message), "company") == company


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("soy Ana de Acme", "Ana"), ("soy Laura de Medellín", "Laura"), ("soy Pedro de Compras", "Pedro"),
        ("soy Ana de Jericó", "Ana"),
        ("soy Ana de León", "Ana de León"), ("soy Juan de Dios Pérez", "Juan de Dios Pérez"),
        ("I'm Bob from Texas", "Bob"), ("I'm Dana from the office", "Dana"),
    ],
)  # fmt: skip
def test_what_follows_de_is_part_of_a_name_only_where_it_is_a_surname(message: str, name: str) -> None:
    assert value_of(read(message), "customer_name") == name


@pytest.mark.parametrize(
    "message",
    ["soy Laura de Medellín", "soy Pedro de Compras", "soy Ana de León", "soy Juan de Dios Pérez", "I'm Bob from Texas",
     "I'm Joe from Canada", "soy Ana de Jericó",
     "soy Juan de Concepción", "I'm Dana from the office", "soy Laura de Jalisco"],
)  # fmt: skip
def test_a_place_a_department_and_a_surname_are_no_company(message: str) -> None:
    assert of_kind(read(message), "company") == []


@pytest.mark.parametrize(
    ("message", "kind", "value"),
    [
        ("soy el gerente de compras", "role", "gerente de compras"),
        ("I'm the owner", "role", "owner"),
        ("tenemos una ferretería", "industry", "ferretería"),
        ("I run a small dental clinic", "industry", "dental clinic"),
        ("somos 20 empleados", "company_size", 20),
        ("we are about twelve people on our team", "company_size", 12),
        ("estoy en Medellin", "city", "Medellín"),
        ("envían a Guadalajara?", "city", "Guadalajara"),
        ("mi zip code es 48104", "postal_code", "48104"),
        ("C.P. 76000", "postal_code", "76000"),
        ("por whatsapp mejor", "channel", "whatsapp"),
        ("escríbame al correo", "channel", "email"),
        ("llámenme", "channel", "phone"),
        ("in English please", "language", "en"),
        ("¿hablan inglés?", "language", "en"),
        ("perdón, prefiero en español", "language", "es"),
        ("¿me atienden en portugués?", "language", "pt"),
        ("¿me pueden llamar?", "channel", "phone"),
        ("soy Ana Ruiz, jefa de compras", "role", "jefa de compras"),
        ("do you serve Troy, MI?", "city", "Troy"),
    ],
)
def test_what_customers_tell_of_themselves_is_kept(message: str, kind: str, value: Any) -> None:
    assert value_of(read(message), kind) == value


@pytest.mark.parametrize(
    "address",
    [
        "calle 5 de mayo 210 col centro",
        "Cra 15 # 93-60 apto 301",
        "Calle 100 No. 19-61",
        "carrera 7 con 45 - 20",
        "Av. Zaragoza Poniente 118, Col. Centro, C.P. 76000",
        "blvd hidalgo #455-B",
        "123 Main St, Ann Arbor, MI 48104",
        "4521 N Oak Ridge Drive",
        "calle 5 de mayo 210",
        "Av. 20 de Noviembre 305 Sur, Durango",
        "carretera a Celaya km 4.5",
        "Ignacio Allende 45 col. Centro",
        "500 County Road 12",
    ],
)
def test_a_street_address_is_read_whole(address: str) -> None:
    assert value_of(read(f"es para {address}"), "address") == address
    assert value_of(read(f"{address}, gracias"), "address") == address


@pytest.mark.parametrize(
    "message",
    [
        "2 kids on the way",
        "need it in 2 days any way",
        "2000 sq ft",
        "la calle está cerrada",
        "es una calle de 2 sentidos",
        "1 bad road trip",
    ],
)
def test_numbers_beside_street_words_are_no_address(message: str) -> None:
    assert of_kind(read(message), "address") == []


def test_hablar_con_el_gerente_tells_no_role_and_chatbots_for_whatsapp_no_channel() -> None:
    assert of_kind(read("quiero hablar con el gerente"), "role") == []
    assert of_kind(read("¿hacen chatbots para WhatsApp?"), "channel") == []


def test_the_town_of_an_american_street_belongs_to_it_without_its_state_too() -> None:
    reading = read("1420 Maple St, Farmington", region="US", currency="USD", language="en")
    assert value_of(reading, "address") == "1420 Maple St, Farmington"
    assert value_of(reading, "city") == "Farmington"


@pytest.mark.parametrize(
    "message",
    ["quiero la página en inglés y español", "estudio inglés por las noches", "no me llamen", "saw you on facebook"],
)
def test_what_is_no_wish_for_a_language_or_a_channel_is_not_taken_for_one(message: str) -> None:
    reading = read(message)
    assert of_kind(reading, "language") + of_kind(reading, "channel") == []
