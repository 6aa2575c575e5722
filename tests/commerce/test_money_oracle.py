"""Every figure beside an independent Decimal computation.

Hypothesis looks for the smallest case that differs; ``PARLEY_MONEY_CASES`` sets how many random cases more are tried,
``PARLEY_MONEY_SEED`` which ones.
"""

import os
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.packs.prices import Bundle, BundlePart, Complexity, Coupon, Financing, Pricing, QuantityBreak
from commerce.pricing.basket import basket
from commerce.pricing.discounts import Discount
from commerce.pricing.financing import finance
from commerce.pricing.instalments import instalments, step_of
from commerce.pricing.price import price
from commerce.pricing.terms import Terms
from kit.errors import InvalidInputError
from kit.money import Money
from tests.commerce import money_oracle as oracle
from tests.commerce.packs import small_pack

CASES = int(os.environ.get("PARLEY_MONEY_CASES", "400"))
tried = settings(max_examples=120, deadline=None, derandomize=True, database=None,
                 suppress_health_check=list(HealthCheck))  # fmt: skip

RATES = {"standard": 1900, "reduced": 500, "exempt": 0, "odd": 825, "fortieth": 400}
CURRENCIES = ("COP", "MXN", "USD")
prices = st.integers(0, 99_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
shares = st.integers(0, 10_000)
setups = st.tuples(st.sampled_from(CURRENCIES), st.booleans(), st.sampled_from(["line", "document"]),
                   st.sampled_from(["up", "even"]))  # fmt: skip
lines = st.lists(st.tuples(prices, st.integers(1, 5_000), st.sampled_from(sorted(RATES))), min_size=1, max_size=7)


@lru_cache(maxsize=64)
def business(currency: str, included: bool, rounding: str, half: str) -> Pack:
    classes = [{"id": name, "rate_bp": rate} for name, rate in RATES.items()]
    tax = {"name": "IVA", "included": included, "default": "standard", "classes": classes, "rounding": rounding}
    return small_pack(currency=currency, tax={**tax, "half": half})


def with_rules(pack: Pack, **rules: Any) -> Pack:
    catalogue = pack.catalogue.model_copy(update={"pricing": Pricing.model_construct(**{**dict(Pricing()), **rules})})
    return pack.model_copy(update={"catalogue": catalogue})


def items(pack: Pack, wanted: list[tuple[str, int, str]]) -> list[Item]:
    first = pack.catalogue.items[0]
    return [
        first.model_copy(update={"id": f"item-{index}", "price": listed, "tax_class": tax_class})
        for index, (listed, _, tax_class) in enumerate(wanted)
    ]


def rate(tax_class: str) -> Decimal:
    return Decimal(RATES[tax_class]) / 10_000


@tried
@given(
    setup=setups, listed=prices, quantity=st.integers(1, 1_000_000), tax_class=st.sampled_from(sorted(RATES)),
    off=shares, at_least=st.integers(2, 100), factor=st.integers(1, 30_000),
)  # fmt: skip
def test_a_line_costs_what_its_definition_says(
    setup: Any, listed: str, quantity: int, tax_class: str, off: int, at_least: int, factor: int
) -> None:
    pack = with_rules(
        business(*setup),
        breaks=[QuantityBreak(at_least=at_least, off_bp=off)],
        complexity=[Complexity(id="hard", name={"es": "difícil"}, factor_bp=factor)],
    )
    found = price(items(pack, [(listed, quantity, tax_class)])[0], quantity, pack, Terms(complexity="hard"))
    broken = [Decimal(10_000 - off) / 10_000] if quantity >= at_least else []
    unit = oracle.unit_price(Decimal(listed), [*broken, Decimal(factor) / 10_000])
    line = oracle.to_cent(unit * quantity)
    tax = oracle.tax_of(line, rate(tax_class), setup[1], setup[3])
    assert (oracle.major(found.unit), oracle.major(found.line), oracle.major(found.tax)) == (unit, line, tax)
    assert oracle.major(found.gross) == (line if setup[1] else line + tax)
    assert found.net + found.tax == found.gross


@tried
@given(price_text=prices, measure=st.integers(1, 5_000_000), included=st.booleans())
def test_a_measure_with_decimals_costs_what_its_definition_says(price_text: str, measure: int, included: bool) -> None:
    pack = business("USD", included, "line", "up")
    roof = next(item for item in pack.catalogue.items if item.unit == "sqft").model_copy(update={"price": price_text})
    quantity = Decimal(measure) / 1000
    assert oracle.major(price(roof, quantity, pack).line) == oracle.to_cent(Decimal(price_text) * quantity)


@tried
@given(setup=setups, wanted=lines, bundled=shares, coupon=shares, given_off=shares, couponed=st.integers(1, 127))
def test_a_basket_with_bundle_coupon_and_discount_costs_what_its_definition_says(
    setup: Any, wanted: list[tuple[str, int, str]], bundled: int, coupon: int, given_off: int, couponed: int
) -> None:
    names = [f"item-{index}" for index in range(len(wanted))]
    about = [bool(couponed >> index & 1) for index in range(len(wanted))]
    pack = with_rules(
        business(*setup),
        bundles=[Bundle(id="kit", name={}, parts=[BundlePart(item=name) for name in names[:2]], off_bp=bundled)],
        coupons=[
            Coupon(
                code="AHORRA", name={}, off_bp=coupon, items=[n for n, held in zip(names, about, strict=True) if held]
            )
        ],
        limits={"supervisor": 10_000},
    )
    code = "AHORRA" if any(about) else None
    priced = [price(item, count, pack) for item, (_, count, _) in zip(items(pack, wanted), wanted, strict=True)]
    found = basket(priced, pack, coupon=code, discount=Discount("supervisor", off_bp=given_off))

    due = [oracle.to_cent(Decimal(listed) * count) for listed, count, _ in wanted]
    sets = min(count for _, count, _ in wanted[:2])
    in_sets = [Decimal(listed) * sets if index < 2 else Decimal(0) for index, (listed, _, _) in enumerate(wanted)]
    due = taken(due, in_sets, bundled)
    due = taken(due, [amount if held else Decimal(0) for amount, held in zip(due, about, strict=True)], coupon)
    due = taken(due, due, given_off)
    rates = [rate(tax_class) for _, _, tax_class in wanted]
    if setup[2] == "line":
        taxes = [oracle.tax_of(amount, each, setup[1], setup[3]) for amount, each in zip(due, rates, strict=True)]
    else:
        taxes = oracle.document_taxes(due, rates, setup[1], setup[3])
    assert [oracle.major(line.due) for line in found.lines] == due
    assert [oracle.major(line.tax) for line in found.lines] == taxes
    assert oracle.major(found.totals.tax) == sum(taxes)
    assert oracle.major(found.totals.total) == sum(due) + (0 if setup[1] else sum(taxes))
    assert found.totals.subtotal + found.totals.tax == found.totals.total


def taken(due: list[Decimal], about: list[Decimal], off_bp: int) -> list[Decimal]:
    """What is left when a share of ``about`` is taken off, each line its part."""
    base = sum(about, Decimal(0))
    off = base - oracle.to_cent(base * (10_000 - off_bp) / 10_000)
    return [amount - part for amount, part in zip(due, oracle.shared(off, about), strict=True)]


@tried
@given(
    whole=st.integers(0, 10**12), weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=12),
)  # fmt: skip
def test_cents_are_allocated_as_the_definition_says_and_none_is_lost(whole: int, weights: list[int]) -> None:
    parts = Money(whole, "MXN").allocate(weights)
    assert sum(part.minor for part in parts) == whole
    expected = oracle.shared(Decimal(whole) * oracle.CENT, [Decimal(weight) for weight in weights])
    assert [oracle.major(part) for part in parts] == expected


@tried
@given(minor=st.integers(-(10**12), 10**12), numerator=st.integers(0, 10**6), denominator=st.integers(1, 10**6))
def test_a_fraction_of_an_amount_is_rounded_from_the_exact_value(minor: int, numerator: int, denominator: int) -> None:
    for half in ("up", "even"):
        exact = oracle.EXACT.divide(Decimal(minor) * numerator, Decimal(denominator))
        assert Money(minor, "USD").part(numerator, denominator, half).minor == oracle.to_cent(exact, half, Decimal(1))


@tried
@given(minor=st.integers(1, 10**11), currency=st.sampled_from(CURRENCIES), count=st.integers(1, 48))
def test_instalments_without_interest_add_up_and_differ_by_one_step_at_most(
    minor: int, currency: str, count: int
) -> None:
    total = Money(minor, currency)
    parts = [part.minor for part in instalments(total, count)]
    assert sum(parts) == minor
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] in {0, step_of(total)}


@tried
@given(
    minor=st.integers(100_000, 10**11), currency=st.sampled_from(CURRENCIES), count=st.integers(1, 36),
    yearly=st.integers(1, 9_000), effective=st.booleans(), down=st.integers(0, 5_000), fee=st.integers(0, 500),
)  # fmt: skip
def test_payments_over_months_are_what_their_definition_says_and_so_is_what_they_cost(
    minor: int, currency: str, count: int, yearly: int, effective: bool, down: int, fee: int
) -> None:
    plan = Financing(id="plan", name={}, payments=count, rate_bp=yearly, down_bp=down, fee_bp=fee,
                     rate="effective" if effective else "nominal")  # fmt: skip
    total = Money(minor, currency)
    try:
        offer = finance(plan, total)
    except InvalidInputError:
        assert minor < 10**7  # whole pesos leave too little for so many payments
        return
    upfront = oracle.to_cent(oracle.major(total) * down / 10_000)
    lent = oracle.major(total) - upfront
    charged = oracle.to_cent(lent * fee / 10_000)
    month = oracle.monthly_rate(Decimal(yearly) / 10_000, effective)
    step = Decimal(step_of(offer.financed)) * oracle.CENT
    payments = oracle.level_payments(lent, month, count, step)
    assert [oracle.major(payment) for payment in offer.payments] == payments
    assert oracle.major(offer.total) == upfront + charged + sum(payments)
    assert offer.down + offer.financed + offer.interest + offer.fee == offer.total
    assert_rate(offer.apr_bp, offer.effective_bp, payments, lent - charged)


def assert_rate(apr_bp: int, effective_bp: int, payments: list[Decimal], received: Decimal) -> None:
    """At half a hundredth of a percent less the payments are worth more than what was received, at half more, less."""
    half = Decimal("0.5")
    for told, month in ((apr_bp, simple), (effective_bp, compound)):
        low, high = month((told - half) / 10_000), month((told + half) / 10_000)
        assert oracle.worth_today(payments, high) <= received <= oracle.worth_today(payments, low)


def simple(yearly: Decimal) -> Decimal:
    return oracle.monthly_rate(yearly, effective=False)


def compound(yearly: Decimal) -> Decimal:
    return oracle.monthly_rate(yearly, effective=True)


def test_no_figure_differs_in_many_random_cases() -> None:
    """Of ten cases, five are lines, two baskets, two allocations and one a plan of payments."""
    random = Random(20261121)
    checks = [*[check_a_line] * 5, *[check_a_basket] * 2, *[check_an_allocation] * 2, check_a_plan]
    for number in range(CASES):
        checks[number % len(checks)](random)


def check_a_line(random: Random) -> None:
    case = inner(test_a_line_costs_what_its_definition_says)
    case(setup=a_setup(random), listed=a_price(random), quantity=random.randint(1, 1_000_000),
         tax_class=random.choice(sorted(RATES)), off=random.randint(0, 10_000), at_least=random.randint(2, 100),
         factor=random.randint(1, 30_000))  # fmt: skip


def check_a_basket(random: Random) -> None:
    case = inner(test_a_basket_with_bundle_coupon_and_discount_costs_what_its_definition_says)
    wanted = [
        (a_price(random), random.randint(1, 5_000), random.choice(sorted(RATES))) for _ in range(random.randint(1, 7))
    ]
    off = [random.choice((0, 10_000, random.randint(1, 9_999))) for _ in range(3)]
    case(setup=a_setup(random), wanted=wanted, bundled=off[0], coupon=off[1], given_off=off[2],
         couponed=random.randint(1, 127))  # fmt: skip


def check_an_allocation(random: Random) -> None:
    case = inner(test_cents_are_allocated_as_the_definition_says_and_none_is_lost)
    most = random.choice((3, 100, 10**9))
    case(whole=random.randint(0, random.choice((9, 10**12))),
         weights=[random.randint(0, most) for _ in range(random.randint(1, 12))])  # fmt: skip


def check_a_plan(random: Random) -> None:
    case = inner(test_payments_over_months_are_what_their_definition_says_and_so_is_what_they_cost)
    case(minor=random.randint(100_000, 10 ** random.randint(6, 11)), currency=random.choice(CURRENCIES),
         count=random.randint(1, 24), yearly=random.randint(1, 9_000), effective=random.random() < 0.5,
         down=random.randint(0, 5_000), fee=random.randint(0, 500))  # fmt: skip


def inner(test: Any) -> Any:
    """The check that a property test makes of one case."""
    return test.hypothesis.inner_test


def a_setup(random: Random) -> tuple[str, bool, str, str]:
    included = random.random() < 0.5
    return random.choice(CURRENCIES), included, random.choice(("line", "document")), random.choice(("up", "even"))


def a_price(random: Random) -> str:
    cents = random.randint(0, 10 ** random.randint(1, 8))
    return f"{cents // 100}.{cents % 100:02d}"
