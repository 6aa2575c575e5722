"""Slips of the finger in addresses."""

import pytest

from commerce.profiles.doubts import COMMON, meant


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gamil.com", "ana@gmail.com"),
        ("ana@gmail.con", "ana@gmail.com"),
        ("ana@hotmial.com", "ana@hotmail.com"),
        ("ana@hotnail.com", "ana@hotmail.com"),
        ("ana@outlok.com", "ana@outlook.com"),
        ("ana@yaho.com", "ana@yahoo.com"),
        ("ana@ferreteria.con", "ana@ferreteria.com"),
    ],
)
def test_a_slip_is_seen_and_what_was_meant_is_told(written: str, expected: str) -> None:
    assert meant(written) == expected


@pytest.mark.parametrize(
    "address",
    [*(f"ana@{domain}" for domain in COMMON), "ana@ruiz.co", "ana@mail.com", "ana@ferreterialaunion.com.co",
     "ana@live.co.uk", "ana@gmx.com", "ana@unal.edu.co", "ana@yahoo.com.ar", "ana@hotmail.com.ar"],
)  # fmt: skip
def test_an_address_that_may_well_be_right_is_left_alone(address: str) -> None:
    assert meant(address) is None
