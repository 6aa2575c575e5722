"""Money never passes through a float: the types are walked, the code is walked, and so are the columns."""

import ast
import dataclasses
import typing
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import BaseModel

from commerce.packs.prices import Pricing
from commerce.pricing.basket import Basket
from commerce.pricing.discounts import Discount
from commerce.pricing.financing import Offer
from commerce.pricing.price import Priced
from commerce.pricing.total import Totals
from commerce.quotes.model import QuoteDraft
from kit.errors import InvalidInputError
from kit.money import Money
from kit.settings import ROOT

ROOMS = ("commerce/pricing", "commerce/quotes", "commerce/carts", "commerce/orders", "commerce/payments",
         "commerce/commissions", "commerce/delivery", "commerce/catalogue/files",
         "tools/payments")  # fmt: skip
DECIMAL_DIVISIONS = {"financing.py", "yearly.py"}
"""Where a rate is worked out in Decimal: every division there has a Decimal on one side, which the tests of
``test_money_oracle`` hold against another computation."""
AT_THE_EDGE = "commerce/catalogue/files/xlsx.py"
"""A workbook stores numbers in binary: there they become text, before anything counts with them."""


def files() -> list[Path]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    reports = [ROOT / "commerce/reports" / name for name in ("sales.py", "repository.py")]
    return [ROOT / "kit/money.py", *reports, *(path for path in found if path != ROOT / AT_THE_EDGE)]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_that_handles_money_knows_a_float(path: Path) -> None:
    found = list(floats_in(ast.parse(path.read_text(encoding="utf-8")), path.name in DECIMAL_DIVISIONS))
    assert found == []


def floats_in(tree: ast.AST, decimal_divisions: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Name) and node.id in {"float", "round"}:
            yield f"line {line}: {node.id}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"line {line}: {node.value}"
        elif is_division(node) and not decimal_divisions:
            yield f"line {line}: a division"


def is_division(node: ast.AST) -> bool:
    """A path that is put together is none."""
    divides = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    return divides and not any(is_text(side) for side in (node.left, node.right))  # type: ignore[attr-defined]


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_the_walk_sees_a_float_where_there_is_one() -> None:
    wrong = "def f(a: float): return round(a / 3 + 0.5)"
    assert len(list(floats_in(ast.parse(wrong), decimal_divisions=False))) == 4


@pytest.mark.parametrize("kind", [Money, Priced, Totals, Basket, Discount, Offer, QuoteDraft, Pricing])
def test_no_type_of_money_holds_a_float(kind: Any) -> None:
    assert not any(found is float for found in kinds_in(kind, set()))


def kinds_in(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """Every type that a value of ``kind`` may hold."""
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for inner in typing.get_args(kind):
        if not isinstance(inner, str | int) and inner is not ...:
            yield from kinds_in(inner, seen)
    if not getattr(kind, "__module__", "").startswith(("commerce.", "kit.")):
        return
    if dataclasses.is_dataclass(kind):
        for hint in typing.get_type_hints(kind).values():
            yield from kinds_in(hint, seen)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for field in kind.model_fields.values():
            yield from kinds_in(field.annotation, seen)


@pytest.mark.parametrize("amount", [12.5, float("nan"), True, Decimal("1")])
def test_an_amount_that_is_neither_text_nor_a_whole_number_is_refused(amount: Any) -> None:
    with pytest.raises(InvalidInputError, match="not text or a whole number"):
        Money.parse(amount, "USD")


@pytest.mark.parametrize("text", ["1e15", "1e400", "1e-400", "1e999999", "NaN", "-Infinity", "10000000000000.01"])
def test_an_amount_beyond_reason_is_refused_at_once(text: str) -> None:
    with pytest.raises(InvalidInputError, match="amount"):
        Money.parse(text, "USD")


def test_every_column_of_money_is_whole(database_url: str) -> None:
    wanted = ("price", "subtotal", "tax", "total", "total_amount", "amount")
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = ANY(%s)",
            (list(wanted),),
        ).fetchall()
    assert {(table, column) for table, column, kind in rows if kind not in {"bigint", "integer"}} == set()
    assert ("products", "price", "bigint") in rows
