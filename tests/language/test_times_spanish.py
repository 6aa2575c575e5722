"""Times as customers say them in Spanish."""

import pytest

from tests.language.times_told import starts, times, told


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("mañana a las 3", "2026-11-24T15:00"),
        ("mañana a las 3 de la tarde", "2026-11-24T15:00"),
        ("mañana a las 9 y media", "2026-11-24T09:30"),
        ("el próximo martes a las 3 de la tarde", "2026-12-01T15:00"),
        ("el martes a las diez y cuarto", "2026-11-24T10:15"),
        ("el miercoles a las 11", "2026-11-25T11:00"),
        ("cuarto para las 4", "2026-11-23T15:45"),
        ("mañana cuarto para las ocho de la mañana", "2026-11-24T07:45"),
        ("las doce menos cinco", "2026-11-23T11:55"),
        ("a la una y media", "2026-11-23T13:30"),
        ("3 de la tarde", "2026-11-23T15:00"),
        ("el jueves 15:00", "2026-11-26T15:00"),
        ("martes 24 a las 10:00 a. m.", "2026-11-24T10:00"),
        ("miércoles 25 de noviembre a las 3:00 p. m.", "2026-11-25T15:00"),
        ("mañana al mediodía", "2026-11-24T12:00"),
        ("hoy a las 12 de la noche", "2026-11-24T00:00"),
        ("el 25/11 a las 4", "2026-11-25T16:00"),
        ("en media hora", "2026-11-23T09:30"),
        ("en dos horas", "2026-11-23T11:00"),
        ("dentro de hora y media", "2026-11-23T10:30"),
        ("hoy a las 8", "2026-11-23T08:00"),
        ("mañana 15.15", "2026-11-24T15:15"),
        ("mañana 03:00", "2026-11-24T03:00"),
        ("tipo 3", "2026-11-23T15:00"),
        ("el 15 a las 3 y media", "2026-12-15T15:30"),
        ("en 2 horas y 15 minutos", "2026-11-23T11:15"),
        ("hace una hora y media", "2026-11-23T07:30"),
        ("mañana a las 10 hora de México", "2026-11-24T11:00"),
    ],
)
def test_an_hour_is_read_with_its_day(text: str, start: str) -> None:
    assert starts(text) == [start]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("hoy", "2026-11-23"),
        ("pasado mañana", "2026-11-25"),
        ("antier", "2026-11-21"),
        ("el miercoles", "2026-11-25"),
        ("este viernes", "2026-11-27"),
        ("el lunes", "2026-11-30"),
        ("el lunes pasado", "2026-11-16"),
        ("de hoy en ocho", "2026-11-30"),
        ("de hoy en quince", "2026-12-07"),
        ("el 25", "2026-11-25"),
        ("el 5", "2026-12-05"),
        ("25 de noviembre", "2026-11-25"),
        ("3 de enero", "2027-01-03"),
        ("primero de diciembre", "2026-12-01"),
        ("25/12/2026", "2026-12-25"),
        ("2026-12-01", "2026-12-01"),
        ("10 de noviembre de 2026", "2026-11-10"),
        ("el martes de la próxima semana", "2026-12-01"),
        ("el primer lunes de diciembre", "2026-12-07"),
        ("mañana martes", "2026-11-24"),
        ("nochebuena", "2026-12-24"),
        ("dos días después de navidad", "2026-12-27"),
        ("el viernes después de navidad", "2027-01-01"),
        ("dos días antes del 15 de diciembre", "2026-12-13"),
        ("último domingo de marzo de 2014", "2014-03-30"),
        ("cuatro de mayo de dos mil veintisiete", "2027-05-04"),
        ("el lunes de esta semana", "2026-11-23"),
        ("la otra semana el martes", "2026-12-01"),
        ("en quince", "2026-12-07"),
    ],
)
def test_a_day_is_read_in_the_ways_people_say_it(text: str, start: str) -> None:
    assert told(text) == [(f"{start}T00:00", None, "day")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("en tres días", "2026-11-26"),
        ("dentro de dos semanas", "2026-12-07"),
        ("en un mes", "2026-12-23"),
        ("hace 7 días", "2026-11-16"),
        ("dentro de 3 días hábiles", "2026-11-26"),
    ],
)
def test_a_day_counted_from_now_keeps_the_hour_of_now(text: str, start: str) -> None:
    assert told(text) == [(f"{start}T09:00", None, "day")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mañana por la tarde", "2026-11-24T12:00", "2026-11-24T19:00"),
        ("el jueves en la mañana", "2026-11-26T04:00", "2026-11-26T12:00"),
        ("esta noche", "2026-11-23T18:00", "2026-11-24T00:00"),
        ("mañana a primera hora", "2026-11-24T07:00", "2026-11-24T10:00"),
        ("mañana entre 2 y 4", "2026-11-24T14:00", "2026-11-24T16:00"),
        ("entre las 2 y las 4 de la tarde", "2026-11-23T14:00", "2026-11-23T16:00"),
        ("de 9 a 11 am", "2026-11-23T09:00", "2026-11-23T11:00"),
        ("lunes a viernes", "2026-11-30T00:00", "2026-12-05T00:00"),
        ("13 a 15 de diciembre", "2026-12-13T00:00", "2026-12-16T00:00"),
        ("después de las 5", "2026-11-23T17:00", None),
        ("a partir del jueves", "2026-11-26T00:00", None),
        ("antes del viernes", None, "2026-11-27T00:00"),
        ("hasta el 30 de noviembre", None, "2026-12-01T00:00"),
        ("a finales de diciembre", "2026-12-21T00:00", "2027-01-01T00:00"),
        ("los próximos 3 días", "2026-11-24T00:00", "2026-11-27T00:00"),
        ("el fin de semana", "2026-11-27T18:00", "2026-11-30T00:00"),
        ("el día 15 en la tarde", "2026-12-15T12:00", "2026-12-15T19:00"),
        ("desde las 3:30 hasta las 6 pm", "2026-11-23T15:30", "2026-11-23T18:00"),
        ("antes de fin de mes", None, "2026-12-01T00:00"),
        ("la primera quincena de diciembre", "2026-12-01T00:00", "2026-12-16T00:00"),
        ("la quincena", "2026-11-16T00:00", "2026-12-01T00:00"),
        ("a mitad de la próxima semana", "2026-12-02T00:00", "2026-12-04T00:00"),
        ("18 de diciembre durante 10 días", "2026-12-18T00:00", "2026-12-28T00:00"),
        ("al rato", "2026-11-23T10:00", "2026-11-24T00:00"),
        ("saliendo del trabajo", "2026-11-23T17:00", "2026-11-23T21:00"),
        ("en los años 80", "1980-01-01T00:00", "1990-01-01T00:00"),
        ("desde 2014", "2014-01-01T00:00", None),
    ],
)
def test_a_stretch_of_time_has_both_its_ends(text: str, start: str | None, end: str | None) -> None:
    assert [(first, last) for first, last, _ in told(text)] == [(start, end)]


def test_two_hours_joined_by_o_are_two_times_of_the_same_day() -> None:
    assert starts("mañana a las 10 o 10:30") == ["2026-11-24T10:00", "2026-11-24T10:30"]
    assert starts("a las 10, 10:30 u 11 de la mañana") == [f"2026-11-23T{hour}" for hour in ("10:00", "10:30", "11:00")]


def test_two_days_joined_by_o_are_two_times() -> None:
    assert starts("me sirve el martes o el jueves") == ["2026-11-24T00:00", "2026-11-26T00:00"]
    assert starts("hoy o mañana") == ["2026-11-23T00:00", "2026-11-24T00:00"]


def test_each_slot_keeps_its_own_hour() -> None:
    text = "martes 24 a las 10:00 a. m. o el miércoles a las 3:00 p. m."
    assert starts(text) == ["2026-11-24T10:00", "2026-11-25T15:00"]


def test_a_part_of_the_day_is_named() -> None:
    assert [time["value"]["part"] for time in times("mañana por la tarde o el jueves en la mañana")] == [
        "afternoon",
        "morning",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tengo un jetta 2015",
        "el segundo juego",
        "cuesta $3.500",
        "2 o 3 piezas",
        "quiero 4 llantas",
        "buenas tardes",
        "buenos días",
        "después de 5 días",
        "calle 5 de mayo 210 col centro",
        "soy Beto, 5 de mayo 210",
        "¿abren los sábados?",
        "31 de febrero",
        "atienden 24/7",
        "los 20 juegos",
        "un kit t4 2018",
        "me gustó el 3 cilindros",
        "20 minutos",
        "",
    ],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert times(text) == []


def test_an_hour_without_its_half_is_less_sure_than_one_that_says_it() -> None:
    guessed, told_ = times("mañana a las 3")[0], times("mañana a las 3 de la tarde")[0]
    assert guessed["confidence"] < 0.75 < told_["confidence"]


def test_the_words_of_a_time_are_found_where_they_stand() -> None:
    text = "¿Será que puede el MIÉRCOLES a las 3:00 p. m.?  Gracias"
    time = times(text)[0]
    assert text[time["start"] : time["end"]] == time["text"] == "MIÉRCOLES a las 3:00 p. m."
