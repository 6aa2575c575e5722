"""What a customer's page gets to see of a cart and of an order. Amounts are whole minor units of ``currency``."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from commerce.carts.model import Cart
from commerce.packs.model import Pack
from commerce.payments.link import PAYABLE
from commerce.pricing.price import Priced
from store.unit import Row
from tools.payments.pay_links import PayLinks


class ItemShown(BaseModel):
    product_id: str
    code: str
    name: dict[str, str]
    quantity: int
    unit_price: int
    line_total: int


class ChangeShown(BaseModel):
    product_id: str
    what: Literal["price", "gone"]
    before: int
    now: int


class CartShown(BaseModel):
    cart_session_id: UUID
    session_id: UUID
    items: list[ItemShown]
    subtotal: int
    tax: int
    total_amount: int
    currency: str
    status: str
    changes: list[ChangeShown]
    """What is no longer as it was shown before."""
    reserved_until: datetime | None = None


class OrderShown(BaseModel):
    order_id: UUID
    number: str
    cart_session_id: UUID | None
    order_details: dict[str, list[ItemShown]]
    subtotal: int
    tax: int
    total_amount: int
    currency: str
    status: str
    payment_status: str
    payment_url: str | None
    delivery_info: dict[str, str]
    created_at: datetime


def cart_shown(cart: Cart, pack: Pack, until: datetime | None = None) -> CartShown:
    totals = cart.totals
    return CartShown(
        cart_session_id=cart.id, session_id=cart.session, items=[_item(line) for line in cart.lines],
        subtotal=totals.subtotal.minor, tax=totals.tax.minor, total_amount=totals.total.minor,
        currency=pack.file.currency, status=cart.status, reserved_until=until,
        changes=[ChangeShown(product_id=c.item, what=c.what, before=c.before, now=c.now) for c in cart.changes],
    )  # fmt: skip


def order_shown(row: Row, pack: Pack, links: PayLinks) -> OrderShown:
    payable = pack.file.orders.payment.link and row["payment_status"] in PAYABLE and row["status"] != "cancelled"
    return OrderShown(
        order_id=row["id"], number=row["number"], cart_session_id=row["cart_session_id"],
        order_details={"items": [_line(line) for line in row["order_details"]["lines"]]},
        subtotal=row["subtotal"], tax=row["tax"], total_amount=row["total"], currency=row["currency"],
        status=row["status"], payment_status=row["payment_status"], delivery_info=row["delivery_info"],
        payment_url=links.pay(row["number"]) if payable and row["total"] else None, created_at=row["created_at"],
    )  # fmt: skip


def _item(line: Priced) -> ItemShown:
    return ItemShown(
        product_id=line.item.id, code=line.item.code, name={**line.item.name}, quantity=int(line.quantity),
        unit_price=line.unit.minor, line_total=line.due.minor,
    )  # fmt: skip


def _line(line: dict[str, Any]) -> ItemShown:
    return ItemShown(
        product_id=line["item"], code=line["code"], name=line["name"], quantity=int(line["quantity"]),
        unit_price=line["unit_price"], line_total=line["line"] - line.get("discount", 0),
    )  # fmt: skip
