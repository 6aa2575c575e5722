"""Prices, taxes and totals, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.pricing.instalments import instalments
from commerce.pricing.price import price
from commerce.pricing.total import total
from kit.errors import InvalidInputError
from kit.money import Money
from tests.commerce.packs import mexican_pack, small_pack


def item(pack: Pack, name: str) -> Item:
    return Catalogue(pack).item(name)


def test_tax_goes_on_top_where_list_prices_leave_it_out() -> None:
    pack = small_pack()
    priced = price(item(pack, "pads-ceramic"), 2, pack)
    assert priced.unit == Money.parse("129000", "COP")
    assert priced.line == priced.net == Money.parse("258000", "COP")
    assert priced.tax == Money.parse("49020", "COP")
    assert priced.gross == Money.parse("307020", "COP")


def test_tax_is_taken_out_of_the_price_where_list_prices_include_it() -> None:
    pack = mexican_pack()
    priced = price(item(pack, "pads-ceramic"), 1, pack)
    assert priced.line == priced.gross == Money.parse("129000", "MXN")
    assert priced.tax == Money(1779310, "MXN")
    assert priced.net == Money(11120690, "MXN")


def test_an_exempt_item_carries_no_tax() -> None:
    pack = small_pack()
    priced = price(item(pack, "training"), 3, pack)
    assert priced.tax == Money(0, "COP")
    assert priced.gross == Money.parse("150000", "COP")


def test_half_a_cent_of_tax_is_rounded_away_from_zero() -> None:
    classes = [{"id": "standard", "rate_bp": 1000}, {"id": "exempt", "rate_bp": 0}]
    pack = small_pack(tax={"name": "IVA", "included": False, "default": "standard", "classes": classes})
    five_centavos = item(pack, "pads-ceramic").model_copy(update={"price": "0.05"})
    assert price(five_centavos, 1, pack).tax == Money(1, "COP")


def test_a_roof_is_priced_by_the_square_foot() -> None:
    pack = small_pack(currency="USD")
    assert price(item(pack, "timberline"), 2000, pack).line == Money.parse("13000", "USD")
    assert price(item(pack, "timberline"), Decimal("10.5"), pack).line == Money.parse("68.25", "USD")


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_and_less_than_nothing_have_no_price(quantity: int) -> None:
    pack = small_pack()
    with pytest.raises(InvalidInputError, match="more than zero"):
        price(item(pack, "training"), quantity, pack)


def test_a_tax_class_that_the_pack_does_not_have_is_named() -> None:
    pack = small_pack()
    odd = item(pack, "training").model_copy(update={"tax_class": "luxury"})
    with pytest.raises(InvalidInputError, match=r"'luxury' of training .* standard, exempt"):
        price(odd, 1, pack)


def test_a_price_explains_itself_step_by_step() -> None:
    pack = small_pack()
    steps = price(item(pack, "pads-ceramic"), 2, pack).explanation
    assert [step["step"] for step in steps] == ["unit", "line", "tax", "gross"]
    assert steps[2] == {
        "step": "tax", "name": "IVA", "class": "standard", "rate_bp": 1900, "included": False,
        "amount": {"minor": 4902000, "currency": "COP"},
    }  # fmt: skip


def test_the_total_is_the_sum_of_its_lines_with_one_tax_step_for_each_class() -> None:
    pack = small_pack()
    lines = [price(item(pack, "pads-ceramic"), 1, pack), price(item(pack, "training"), 1, pack)]
    sums = total(lines, pack)
    assert sums.subtotal == Money.parse("179000", "COP")
    assert sums.tax == Money.parse("24510", "COP")
    assert sums.total == Money.parse("203510", "COP")
    taxes = [step["class"] for step in sums.explanation if step["step"] == "tax"]
    assert taxes == ["standard", "exempt"]


def test_no_lines_come_to_nothing() -> None:
    sums = total([], small_pack())
    assert (sums.subtotal.minor, sums.tax.minor, sums.total.minor, sums.currency) == (0, 0, 0, "COP")


@given(quantities=st.lists(st.integers(1, 5000), min_size=1, max_size=6), included=st.booleans())
def test_lines_always_add_up_to_the_total_to_the_cent(quantities: list[int], included: bool) -> None:
    pack = mexican_pack() if included else small_pack()
    lines = [price(entry, count, pack) for entry, count in zip(pack.catalogue.items, quantities, strict=False)]
    sums = total(lines, pack)
    assert all(line.net + line.tax == line.gross for line in lines)
    assert sum(line.gross.minor for line in lines) == sums.total.minor
    assert sums.subtotal + sums.tax == sums.total


def test_instalments_in_pesos_are_whole_pesos_and_add_up() -> None:
    parts = instalments(Money.parse("7021000", "COP"), 6)
    assert parts[0] == Money.parse("1170167", "COP")
    assert parts[-1] == Money.parse("1170166", "COP")
    assert sum(part.minor for part in parts) == 702100000


def test_instalments_in_dollars_use_cents() -> None:
    assert [part.minor for part in instalments(Money.parse("100", "USD"), 3)] == [3334, 3333, 3333]


def test_odd_centavos_are_not_lost_in_instalments() -> None:
    assert sum(part.minor for part in instalments(Money(100_050, "COP"), 3)) == 100_050


def test_there_is_no_payment_in_zero_parts() -> None:
    with pytest.raises(InvalidInputError, match="at least 1"):
        instalments(Money.parse("10", "USD"), 0)
