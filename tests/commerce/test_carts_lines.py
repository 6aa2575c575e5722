"""Changes to a cart, before rows are touched."""

from typing import Any

import pytest

from commerce.carts.lines import add, update
from commerce.carts.model import Line
from commerce.carts.price import priced
from kit.errors import InvalidInputError
from kit.money import Money
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW

ONE: list[Line] = [{"item": "pads-ceramic", "quantity": 1, "unit_price": 7}]


def test_adding_the_same_item_adds_to_its_line() -> None:
    assert add(ONE, "pads-ceramic", 2) == [{"item": "pads-ceramic", "quantity": 3, "unit_price": 0}]
    assert add(ONE, "training", 1) == [*ONE, {"item": "training", "quantity": 1, "unit_price": 0}]


def test_zero_takes_an_item_out() -> None:
    assert update(ONE, "pads-ceramic", 0) == []
    assert update(ONE, "training", 0) == ONE


def test_the_lines_that_were_given_stay_as_they_are() -> None:
    update(ONE, "pads-ceramic", 5)
    assert ONE == [{"item": "pads-ceramic", "quantity": 1, "unit_price": 7}]


@pytest.mark.parametrize("quantity", [-3, 1000, 10**12, 0.5, 1.0, True, "2", None])
def test_a_cart_takes_no_impossible_quantity(quantity: Any) -> None:
    with pytest.raises(InvalidInputError, match="expected a whole number"):
        update(ONE, "pads-ceramic", quantity)


def test_a_cart_has_a_longest() -> None:
    full: list[Line] = [{"item": f"i{n}", "quantity": 1, "unit_price": 0} for n in range(50)]
    with pytest.raises(InvalidInputError, match="at most 50"):
        add(full, "one-more", 1)


def test_adding_nothing_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="1 to 999"):
        add(ONE, "pads-ceramic", 0)


def test_a_cart_is_priced_with_its_tax() -> None:
    assert priced(ONE, small_pack(), NOW).totals.total == Money.parse("153510", "COP")
    assert priced([], small_pack(), NOW).totals.total == Money(0, "COP")
