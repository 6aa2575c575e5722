"""Changes to a cart, before rows are touched."""

import pytest

from commerce.carts.lines import add, update
from commerce.carts.price import price
from kit.errors import InvalidInputError
from kit.money import Money
from tests.commerce.packs import small_pack

ONE = [{"item": "pads-ceramic", "quantity": 1}]


def test_adding_the_same_item_adds_to_its_line() -> None:
    assert add(ONE, "pads-ceramic", 2) == [{"item": "pads-ceramic", "quantity": 3}]
    assert add(ONE, "training", 1) == [*ONE, {"item": "training", "quantity": 1}]


def test_zero_takes_an_item_out() -> None:
    assert update(ONE, "pads-ceramic", 0) == []
    assert update(ONE, "training", 0) == ONE


def test_the_lines_that_were_given_stay_as_they_are() -> None:
    update(ONE, "pads-ceramic", 5)
    assert ONE == [{"item": "pads-ceramic", "quantity": 1}]


@pytest.mark.parametrize("quantity", [-1, 1000])
def test_a_cart_takes_no_impossible_quantity(quantity: int) -> None:
    with pytest.raises(InvalidInputError):
        update(ONE, "pads-ceramic", quantity)


def test_adding_nothing_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="1 or more"):
        add(ONE, "pads-ceramic", 0)


def test_a_cart_is_priced_with_its_tax() -> None:
    assert price(ONE, small_pack()).total == Money.parse("153510", "COP")
    assert price([], small_pack()).total == Money(0, "COP")
