"""What is accepted into a profile, and as what it is kept."""

from typing import Any

import pytest

from commerce.profiles.fields import FIELDS, InvalidFieldError, check
from commerce.profiles.missing import missing
from commerce.stages.names import PROFILE_FIELDS

AMOUNT = {"minor": 500, "currency": "USD"}


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("email", "Ana@Example.COM", "ana@example.com"),
        ("phone", "+57 300 123 4567", "+573001234567"),
        ("customer_name", "  Ana   Rojas ", "Ana Rojas"),
        ("company_size", 20, "20"),
        ("vin", "3vwd-t7aj 1gm205 118", "3VWDT7AJ1GM205118"),
        ("stories", "2", 2),
        ("decision_maker", True, True),
        ("area", {"value": 2000, "unit": "sqft"}, {"value": 2000, "unit": "sqft"}),
        ("budget", AMOUNT, {"min": None, "max": AMOUNT}),
        ("budget", {"min": AMOUNT, "max": None}, {"min": AMOUNT, "max": None}),
        (
            "vehicle",
            {"make": "Nissan", "year": 1999},
            {"make": "Nissan", "model": None, "year": 1999, "engine": None},
        ),
        ("need", "x" * 3000, "x" * 1000),
    ],
)
def test_a_good_value_is_kept_in_one_shape(field: str, given: Any, kept: Any) -> None:
    assert check(field, given) == kept


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("email", "ana arroba example"),
        ("email", "ana@"),
        ("phone", "3001234567"),
        ("phone", "+57 12"),
        ("phone", "llámame"),
        ("customer_name", "   "),
        ("customer_name", None),
        ("vin", "3VWDT7AJ1GM20511"),
        ("vin", "3VWDT7AJ1GM2O5118"),
        ("stories", "dos"),
        ("stories", 0),
        ("decision_maker", "sí"),
        ("area", {"value": -3, "unit": "m2"}),
        ("area", {"value": 3, "unit": "acre"}),
        ("budget", {"min": None, "max": None}),
        ("budget", {"min": {"minor": 5.5, "currency": "USD"}, "max": None}),
        ("budget", {"min": {"minor": 9, "currency": "USD"}, "max": {"minor": 5, "currency": "USD"}}),
        ("vehicle", {}),
        ("vehicle", {"make": "Ford", "year": 1492}),
        ("shoe_size", 42),
    ],
)
def test_a_wrong_value_is_refused_by_name(field: str, given: Any) -> None:
    with pytest.raises(InvalidFieldError, match=field):
        check(field, given)


def test_every_field_that_packs_may_ask_for_has_a_check() -> None:
    assert PROFILE_FIELDS.issubset(FIELDS)


def test_missing_fields_come_in_the_order_in_which_they_are_required() -> None:
    assert missing({"email": {}}, ["customer_name", "email", "phone"]) == ["customer_name", "phone"]
