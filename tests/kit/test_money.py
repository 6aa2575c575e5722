"""Money adds up to the cent and never passes through a float."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import InvalidInputError
from kit.money import CurrencyMismatchError, Money

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@given(amounts, st.integers(min_value=0, max_value=10_000))
def test_a_share_is_what_decimal_arithmetic_says(minor: int, basis_points: int) -> None:
    exact = Decimal(minor) * basis_points / 10_000
    assert Money(minor, "COP").share(basis_points).minor == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(amounts, st.integers(min_value=1, max_value=48))
def test_instalments_add_up_to_the_whole_and_differ_by_one_cent_at_most(minor: int, parts: int) -> None:
    split = [part.minor for part in Money(minor, "USD").split(parts)]
    assert sum(split) == minor
    assert max(split) - min(split) <= 1


@pytest.mark.parametrize(
    ("text", "currency", "locale", "shown"),
    [
        ("2400000", "COP", "es_CO", "$2.400.000"),
        ("1290", "MXN", "es_MX", "$1,290"),
        ("1290.50", "USD", "en_US", "$1,290.50"),
        ("0", "USD", "en_US", "$0"),
    ],
)
def test_an_amount_is_written_as_people_there_write_it(text: str, currency: str, locale: str, shown: str) -> None:
    assert Money.parse(text, currency).format(locale) == shown


@pytest.mark.parametrize(("text", "currency"), [("12.345", "USD"), ("abc", "USD"), ("1", "XXX"), ("NaN", "MXN")])
def test_what_is_no_amount_is_refused_with_the_text(text: str, currency: str) -> None:
    with pytest.raises(InvalidInputError):
        Money.parse(text, currency)


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(CurrencyMismatchError):
        Money(1, "USD") + Money(1, "COP")
