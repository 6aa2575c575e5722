"""What moves a price: lists, quantities, hard jobs, bundles, coupons, discounts, places; and who may decide it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from commerce.pricing.basket import Basket, basket
from commerce.pricing.coupons import CouponRefusedError, UnknownCouponError
from commerce.pricing.discounts import Decision, Discount, decide
from commerce.pricing.explain import explain
from commerce.pricing.financing import offers
from commerce.pricing.price import Priced, price
from commerce.pricing.terms import Terms
from commerce.pricing.total import total
from commerce.pricing.unit import PriceListClosedError
from kit.errors import InvalidInputError
from kit.money import CurrencyMismatchError, Money
from tests.commerce.packs import american_pack, mexican_pack, small_pack

NOVEMBER = Terms(on=date(2026, 11, 23))
LISTS = [
    {"id": "workshops", "name": {"es": "Talleres"}, "off_bp": 1200, "prices": {"training": "30000"}},
    {"id": "dollars", "name": {"es": "Dólares"}, "currency": "USD", "prices": {"training": "15.50"}},
    {"id": "sale", "name": {"es": "Oferta"}, "everyone": True, "starts": "2026-11-20", "ends": "2026-11-24",
     "prices": {"pads-ceramic": "99000"}},
]  # fmt: skip


def selling(pack: Pack | None = None, **pricing: Any) -> Pack:
    pack = pack or small_pack()
    catalogue = type(pack.catalogue).model_validate({**pack.catalogue.model_dump(), "pricing": pricing})
    return pack.model_copy(update={"catalogue": catalogue})


def priced(pack: Pack, item: str, quantity: int | Decimal = 1, terms: Terms = NOVEMBER) -> Priced:
    return price(Catalogue(pack).item(item), quantity, pack, terms)


def bought(pack: Pack, *wanted: tuple[str, int], **asked: Any) -> Basket:
    return basket([priced(pack, item, count) for item, count in wanted], pack, NOVEMBER, **asked)


def units(lines: Sequence[Priced]) -> list[int]:
    return [line.unit.minor for line in lines]


@pytest.mark.parametrize(
    ("item", "price_list", "unit"),
    [("training", "workshops", 3000000), ("install-pads", "workshops", 3080044), ("pads-ceramic", None, 9900000),
     ("training", None, 5000000)],
)  # fmt: skip
def test_a_price_comes_from_the_customers_list_or_from_the_sale_that_holds(
    item: str, price_list: str | None, unit: int
) -> None:
    line = priced(selling(lists=LISTS), item, terms=Terms(on=NOVEMBER.on, price_list=price_list))
    assert line.unit.minor == unit


@pytest.mark.parametrize(("day", "unit"), [(19, 12900000), (20, 9900000), (24, 9900000), (25, 12900000)])
def test_a_sale_holds_from_its_first_day_to_its_last(day: int, unit: int) -> None:
    assert priced(selling(lists=LISTS), "pads-ceramic", terms=Terms(on=date(2026, 11, day))).unit.minor == unit


def test_a_list_that_does_not_exist_or_does_not_hold_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="'vip' is not in pack talleres: expected one of dollars, sale, works"):
        priced(selling(lists=LISTS), "training", terms=Terms(price_list="vip"))
    with pytest.raises(PriceListClosedError, match="from 2026-11-20 to 2026-11-24"):
        priced(selling(lists=LISTS), "training", terms=Terms(on=date(2027, 1, 1), price_list="sale"))


def test_two_currencies_are_never_in_one_sum() -> None:
    pack = selling(lists=LISTS)
    dollars = priced(pack, "training", terms=Terms(price_list="dollars"))
    assert dollars.gross == Money(1550, "USD")
    with pytest.raises(CurrencyMismatchError, match="USD and COP cannot be mixed"):
        total([dollars, priced(pack, "training")], pack)
    with pytest.raises(InvalidInputError, match="install-pads has no price in USD in the list 'dollars'"):
        priced(pack, "install-pads", terms=Terms(price_list="dollars"))


def test_the_highest_quantity_that_is_reached_counts_alone() -> None:
    pack = selling(breaks=[{"at_least": 10, "off_bp": 500}, {"at_least": 50, "off_bp": 1500, "items": ["training"]}])
    counts = [priced(pack, "training", count).unit.minor for count in (9, 10, 50)]
    assert counts == [5000000, 4750000, 4250000]
    assert priced(pack, "install-pads", 50).unit.minor == 3325048


def test_a_hard_roof_costs_more_a_square_foot_and_nothing_else_does() -> None:
    rule = {"id": "steep", "name": {"en": "steep"}, "factor_bp": 12000, "categories": ["roofs"]}
    pack = selling(small_pack(currency="USD"), complexity=[rule])
    hard = Terms(complexity="steep")
    assert priced(pack, "timberline", 2000, hard).line == Money.parse("15600", "USD")
    assert priced(pack, "training", 1, hard).unit == Money.parse("50000", "USD")
    with pytest.raises(InvalidInputError, match="complexity 'vertical' is not in pack talleres: expected one of steep"):
        priced(pack, "timberline", 1, Terms(complexity="vertical"))


@pytest.mark.parametrize(
    ("item", "quantity", "message"),
    [
        ("pads-ceramic", -3, "more than zero"), ("pads-ceramic", 0, "more than zero"),
        ("pads-ceramic", 10**12, "at most 1000000"), ("pads-ceramic", Decimal("0.5"), "sold whole"),
        ("timberline", Decimal("1.0005"), "3 decimals"), ("timberline", Decimal("NaN"), "more than zero"),
        ("pads-ceramic", True, "whole number"), ("pads-ceramic", 1.5, "whole number"),
    ],
)  # fmt: skip
def test_a_quantity_that_cannot_be_sold_is_refused_in_plain_words(item: str, quantity: Any, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        priced(small_pack(), item, quantity)


def test_more_than_can_be_written_down_is_not_quoted() -> None:
    pack = small_pack()
    dear = Catalogue(pack).item("pads-ceramic").model_copy(update={"price": "999999999999"})
    with pytest.raises(InvalidInputError, match="more than can be quoted"):
        price(dear, 1_000_000, pack)


def test_a_bundle_counts_as_often_as_it_is_whole_and_its_saving_is_spread_over_its_lines() -> None:
    parts = [{"item": "pads-ceramic"}, {"item": "install-pads"}]
    pack = selling(bundles=[{"id": "kit", "name": {"es": "Juego"}, "parts": parts, "price": "150000"}])
    found = bought(pack, ("pads-ceramic", 3), ("install-pads", 2))
    assert sum(line.discount.minor for line in found.lines) == 2 * (12900000 + 3500050 - 15000000)
    assert bought(pack, ("pads-ceramic", 3)).lines[0].discount.minor == 0


def test_a_bundle_that_would_cost_more_changes_nothing() -> None:
    pack = selling(bundles=[{"id": "kit", "name": {}, "parts": [{"item": "training"}], "price": "60000"}])
    assert bought(pack, ("training", 1)).totals.total == Money.parse("50000", "COP")


COUPON = {"code": "FRENOS10", "name": {"es": "Frenos"}, "off_bp": 1000, "categories": ["brakes"], "minimum": "100000"}


def test_a_coupon_takes_its_share_off_the_items_that_it_is_about() -> None:
    pack = selling(coupons=[COUPON])
    found = bought(pack, ("pads-ceramic", 1), ("install-pads", 1), coupon=" frenos10 ")
    assert [line.discount.minor for line in found.lines] == [1290000, 0]
    assert found.lines[0].tax == found.lines[0].net.share(1900)


def test_a_coupon_for_an_amount_never_takes_more_than_there_is() -> None:
    pack = selling(coupons=[{"code": "REGALO", "name": {}, "amount": "80000", "items": ["training"]}])
    assert bought(pack, ("training", 1), coupon="REGALO").totals.total.minor == 0


@pytest.mark.parametrize(
    ("change", "reason", "message"),
    [
        ({"ends": "2026-11-22"}, "expired", "held until 2026-11-22"),
        ({"starts": "2026-11-24"}, "early", "holds from 2026-11-24"),
        ({"minimum": "200000"}, "minimum", "asks for 200000 COP"),
        ({"categories": ["services"]}, "items", "not for any of these items"),
    ],
)
def test_a_coupon_that_does_not_hold_says_why(change: dict[str, Any], reason: str, message: str) -> None:
    pack = selling(coupons=[{**COUPON, **change}])
    with pytest.raises(CouponRefusedError, match=message) as refused:
        bought(pack, ("pads-ceramic", 1), coupon="FRENOS10")
    assert refused.value.reason == reason


def test_a_coupon_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownCouponError, match="Coupon GRATIS does not exist"):
        bought(small_pack(), ("training", 1), coupon="gratis")


LIMITS = {"agent": 500, "supervisor": 1500, "owner": 3000}


@pytest.mark.parametrize(
    ("off_bp", "role", "approved_by", "expected"),
    [
        (500, "agent", None, Decision(True, 500, 500, None)),
        (501, "agent", None, Decision(False, 501, 500, "supervisor")),
        (1, "bot", None, Decision(False, 1, 0, "agent")),
        (1600, "agent", None, Decision(False, 1600, 500, "owner")),
        (9000, "agent", None, Decision(False, 9000, 500, None)),
        (1600, "agent", "owner", Decision(True, 1600, 3000, None)),
        (1600, "agent", "supervisor", Decision(False, 1600, 1500, "owner")),
        (0, "bot", None, Decision(True, 0, 0, None)),
    ],
)
def test_a_discount_is_within_the_limit_or_needs_the_least_role_that_may(
    off_bp: int, role: Any, approved_by: Any, expected: Decision
) -> None:
    assert decide(off_bp, role, selling(limits=LIMITS), approved_by) == expected


def test_a_discount_beyond_the_limit_is_not_in_the_figures_until_a_person_agrees() -> None:
    pack = selling(limits=LIMITS)
    waiting = bought(pack, ("training", 2), discount=Discount("agent", off_bp=1000))
    agreed = bought(pack, ("training", 2), discount=Discount("agent", off_bp=1000, approved_by="supervisor"))
    assert (waiting.totals.total.minor, agreed.totals.total.minor) == (10000000, 9000000)
    assert waiting.decision == Decision(False, 1000, 500, "supervisor")


def test_an_amount_just_above_the_limit_is_above_it() -> None:
    pack = selling(limits=LIMITS)
    within = bought(pack, ("training", 1), discount=Discount("agent", amount=Money(250000, "COP")))
    above = bought(pack, ("training", 1), discount=Discount("agent", amount=Money(250001, "COP")))
    assert (within.decision and within.decision.allowed, above.decision and above.decision.allowed) == (True, False)


@pytest.mark.parametrize("discount", [Discount("owner"), Discount("owner", amount=Money(-1, "COP")),
                                      Discount("owner", off_bp=10_001), Discount("owner", off_bp=-5)])  # fmt: skip
def test_a_discount_that_is_none_is_refused(discount: Discount) -> None:
    with pytest.raises(InvalidInputError, match="discount"):
        bought(selling(limits=LIMITS), ("training", 1), discount=discount)


def placed(pack: Pack, table: str, by_place: bool = True) -> Pack:
    first, *others = pack.file.tax.classes
    classes = [first.model_copy(update={"by_place": by_place}), *others]
    tax = pack.file.tax.model_copy(update={"table": table, "classes": classes})
    return pack.model_copy(update={"file": pack.file.model_copy(update={"tax": tax})})


@pytest.mark.parametrize(
    ("code", "tax", "place"),
    [("48104", 4200, "Michigan"), ("10001-1234", 6213, "New York City, New York"), ("07030", 4638, "New Jersey"),
     ("97201", 0, "Oregon"), ("06390", 6038, "Fishers Island, New York"), ("99501", 4200, None)],
)  # fmt: skip
def test_sales_tax_is_that_of_the_zip_code_and_the_packs_own_elsewhere(code: str, tax: int, place: str | None) -> None:
    pack = placed(american_pack(), "us_sales")
    line = priced(pack, "slate", Decimal("37.838"), Terms(postal_code=code))
    assert line.net == Money.parse("700", "USD")
    assert (line.tax.minor, line.rate.place) == (tax, place)


def test_iva_is_eight_percent_at_the_northern_border_and_sixteen_inland() -> None:
    pack = placed(mexican_pack(), "mx_border")
    border, inland = (priced(pack, "training", 1, Terms(postal_code=code)) for code in ("22000", "76000"))
    assert (border.tax.minor, inland.tax.minor) == (0, 0)
    border, inland = (priced(pack, "install-pads", 1, Terms(postal_code=code)) for code in ("22000", "76000"))
    assert (border.gross, inland.gross) == (Money(3500050, "MXN"), Money(3500050, "MXN"))
    assert (border.tax.minor, inland.tax.minor) == (259263, 482766)


def test_a_postal_code_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="'EC1A 1BB' is not known: expected five digits"):
        priced(placed(american_pack(), "us_sales"), "slate", 1, Terms(postal_code="EC1A 1BB"))


@pytest.mark.parametrize(("rounding", "taxes"), [("line", [1, 1, 1]), ("document", [1, 1, 0])])
def test_tax_is_rounded_on_each_line_or_once_as_the_pack_says(rounding: str, taxes: list[int]) -> None:
    tax = {"name": "IVA", "included": False, "default": "odd", "classes": [{"id": "odd", "rate_bp": 5000}],
           "rounding": rounding}  # fmt: skip
    pack = small_pack(tax=tax)
    cent = Catalogue(pack).item("slate").model_copy(update={"price": "0.01"})
    found = basket([price(cent, 1, pack) for _ in range(3)], pack)
    assert [line.tax.minor for line in found.lines] == taxes
    assert found.totals.tax.minor == sum(taxes)


def test_payments_are_those_of_the_roofers_own_page() -> None:
    plans = [
        {"id": "year", "name": {}, "payments": 12}, {"id": "five", "name": {}, "payments": 60, "rate_bp": 899},
        {"id": "ten", "name": {}, "payments": 120, "rate_bp": 999},
        {"id": "rich", "name": {}, "payments": 12, "minimum": "60000"},
    ]  # fmt: skip
    found = offers(Money.parse("10000", "USD"), selling(small_pack(currency="USD"), financing=plans))
    assert [(offer.plan.id, offer.payments[-2].minor, offer.apr_bp) for offer in found] == [
        ("year", 83333, 0), ("five", 20754, 899), ("ten", 13210, 999),
    ]  # fmt: skip


def test_a_fee_makes_the_rate_that_is_told_higher_than_the_one_of_the_plan() -> None:
    plan = {"id": "fee", "name": {}, "payments": 12, "rate_bp": 1200, "fee_bp": 300, "down_bp": 2000}
    offer = offers(Money.parse("1000000", "COP"), selling(financing=[plan]))[0]
    assert (offer.down.minor, offer.fee.minor) == (20000000, 2400000)
    assert offer.apr_bp > 1200
    assert offer.effective_bp > offer.apr_bp


def test_a_total_too_small_for_so_many_payments_is_refused() -> None:
    plan = {"id": "long", "name": {}, "payments": 48}
    with pytest.raises(InvalidInputError, match="too small for 48 payments"):
        offers(Money(30, "USD"), selling(small_pack(currency="USD"), financing=[plan]))


def test_a_figure_tells_a_customer_how_it_came_about() -> None:
    pack = selling(coupons=[COUPON], limits=LIMITS)
    found = bought(pack, ("pads-ceramic", 2), coupon="FRENOS10")
    assert explain(found.lines[0].explanation, pack, "es") == [
        "Precio de BD-4471: $129.000",
        "2 × ese precio: $258.000",
        "Cupón FRENOS10: −$25.800",
        "IVA 19 % de standard: $44.118, además del precio",
        "A pagar por la línea: $276.318",
    ]
    assert explain(found.totals.explanation, pack, "en")[-1] == "Total: $276,318"


def test_a_rate_that_is_no_whole_number_of_hundredths_is_told_in_full() -> None:
    pack = placed(american_pack(), "us_sales")
    line = priced(pack, "slate", 1, Terms(postal_code="07030"))
    assert "sales tax 6.625 % on standard in New Jersey: $1.23, on top of the price" in explain(
        line.explanation, pack, "en"
    )
