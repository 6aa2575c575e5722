"""What a link to pay an order is made of, and which one stands."""

from dataclasses import dataclass
from datetime import datetime

from commerce.orders.model import UnknownOrderError
from commerce.orders.repository import by_number, extend
from commerce.packs.model import Pack
from commerce.payments import repository as payments
from commerce.payments.model import NotPayableError
from commerce.payments.terms import lapses_at, pay_until
from kit.money import Money
from store.unit import Row, Unit

PAYABLE = ("pending", "failed", "expired", "processing")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link is to be made of; ``key`` makes it one link however often it is asked for."""

    order: Row
    amount: Money
    description: str
    expires_at: datetime
    key: str


async def standing(unit: Unit, number: str, pack: Pack, now: datetime) -> Row | Wanted:
    """The payment whose link can be paid by now, or what to make one of.

    Raises UnknownOrderError, and NotPayableError for what is paid, held or cancelled.
    """
    order = await by_number(unit, number)
    if order is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    refuse_unless_payable(order)
    if found := await payments.payable(unit, order["id"], now):
        return found
    made = len(await payments.of_order(unit, order["id"]))
    return Wanted(
        order, Money(order["total"], order["currency"]), f"{pack.file.company.name} {order['number']}",
        ends(order, pack, now), f"{order['id']}:{made}",
    )  # fmt: skip


def refuse_unless_payable(order: Row) -> None:
    if order["status"] == "cancelled":
        raise NotPayableError(f"Order {order['number']} is cancelled.", "cancelled")
    if order["payment_status"] not in PAYABLE:
        raise NotPayableError(f"Order {order['number']}: its payment is {order['payment_status']}.",
                              order["payment_status"])  # fmt: skip
    if not order["total"]:
        raise NotPayableError(f"Order {order['number']} costs nothing.", "free")


def ends(order: Row, pack: Pack, now: datetime) -> datetime:
    """The hour that the customer was told, or a new one where that has passed."""
    told = pay_until(pack, order["created_at"])
    return told if told > now else pay_until(pack, now)


async def keep(unit: Unit, wanted: Wanted, provider: str, link: str, url: str, pack: Pack, now: datetime) -> None:
    """Keeps the link that was made; while it can be paid by, the order does not lapse."""
    await payments.add(unit, wanted.order, provider, link, url, wanted.expires_at, now)
    await extend(unit, wanted.order["id"], lapses_at(pack, now))
