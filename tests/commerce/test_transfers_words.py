"""Codes that customers copy, and what a telephone that may be another's does not get to read."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.transfers.code import ALPHABET, LENGTH, code_of, codes_in, shown
from commerce.transfers.veil import proves, veil, veiled_of

KNOWN = {"customer_name": "Marcela Ríos", "email": "marcela@union.com.co", "phone": "+573105550100",
         "address": "Calle 5 de Mayo 210"}  # fmt: skip
WORDS = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=30)


def told(**fields: str) -> dict[str, dict[str, Any]]:
    return {name: {"value": value} for name, value in fields.items()}


@given(id=st.uuids(), key=st.text(min_size=1, max_size=20))
def test_a_code_is_always_the_same_for_its_transfer_and_has_sixty_bits(id: UUID, key: str) -> None:
    code = code_of(key, id)
    assert code == code_of(key, id)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert len(ALPHABET) ** LENGTH >= 2**60


@given(
    id=st.uuids(),
    before=WORDS,
    written=st.sampled_from(
        [str, str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " "),
         lambda code: code.replace("0", "O").replace("1", "l"), lambda code: code.replace("-", " – ")]
    ),
)  # fmt: skip
def test_a_code_is_found_however_it_is_copied(id: UUID, before: str, written: Any) -> None:
    code = code_of("key", id)
    assert code in codes_in(f"{before}. Ref: {written(shown(code))}. Gracias")


@pytest.mark.parametrize(
    "text", ["hola", "busco ref: BD-4471", "¿a qué hora abren?", "5214425550100", "VIN 3VWCA21C8YM500001", ""]
)
def test_ordinary_words_hold_no_code(text: str) -> None:
    assert codes_in(text) == {}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Gracias, Marcela.", "Gracias."),
        ("Queda así, Marcela: un juego.", "Queda así: un juego."),
        ("Marcela, ¿seguimos?", "¿Seguimos?"),
        ("Queda a nombre de Marcela Ríos.", "Queda a nombre de M.."),
        ("La invitación va a marcela@union.com.co.", "La invitación va a m···@u···."),
        ("Va a MARCELA@UNION.COM.CO", "Va a m···@u···"),
        ("Le llamamos al +57 310 555 0100 o al 3105550100.", "Le llamamos al ···00 o al ···00."),
        ("Se envía a Calle 5 de Mayo 210.", "Se envía a C···."),
        ("Cuesta $1,290 y llega mañana.", "Cuesta $1,290 y llega mañana."),
    ],
)
def test_what_was_told_on_the_page_cannot_be_read(said: str, read: str) -> None:
    assert veil(said, KNOWN) == read


@given(before=WORDS, after=WORDS, name=st.sampled_from(sorted(KNOWN)), nested=st.booleans())
def test_no_hidden_value_comes_through_wherever_it_stands(before: str, after: str, name: str, nested: bool) -> None:
    text = f"{before} {KNOWN[name]} {after}"
    said: Any = [{"kind": "buttons", "items": [{"label": text}]}] if nested else text
    assert KNOWN[name].casefold() not in str(veil(said, KNOWN)).casefold()


def test_only_what_names_a_person_is_hidden() -> None:
    profile = told(customer_name="Ana", need="balatas", email="ana@x.mx", budget="10000")
    assert veiled_of(profile) == {"customer_name": "Ana", "email": "ana@x.mx"}


@pytest.mark.parametrize(
    ("said", "is_proof"),
    [
        ("mi correo es Marcela@Union.com.co", True),
        ("soy yo, 310 555 01 00", True),
        ("soy Marcela Ríos", False),
        ("sí", False),
        ("5f6c1a52-3f0e-4f0b-9a35-1f1d9f3b7c11", False),
    ],
)
def test_an_address_or_number_proves_who_writes_and_a_name_does_not(said: str, is_proof: bool) -> None:
    assert proves(KNOWN, said) is is_proof
