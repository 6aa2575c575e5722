"""Places an order: once per key, at prices that code counts, with the stock taken in the same transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commerce.carts import repository as carts
from commerce.orders.model import Bill, Purchase, QuoteNotAcceptedError
from commerce.orders.repository import add, by_key, remember
from commerce.packs.model import Pack
from commerce.payments.terms import lapses_at
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.stock.repository import release, take
from store.unit import Row, Unit


async def place(unit: Unit, purchase: Purchase, pack: Pack, now: datetime) -> Row:
    """The order, new or placed before under the same key. Raises OutOfStockError, QuoteNotAcceptedError."""
    bill = await _bill(unit, purchase, pack)
    if await add(unit, purchase, bill, lapses_at(pack, now) if bill.total else None, now):
        await take(unit, units_in(bill.lines), now, purchase.cart, purchase.delivery.get("branch_id"))
        await _remember(unit, purchase, bill, now)
    row = await by_key(unit, purchase.key)
    assert row is not None
    return row


async def _bill(unit: Unit, purchase: Purchase, pack: Pack) -> Bill:
    """At the quote's prices where there is one, at the catalogue's otherwise."""
    if purchase.quote is None:
        made = draft(purchase.lines, pack, purchase.asked)
        sums = made.totals
        return Bill(made.lines, sums.subtotal.minor, sums.tax.minor, sums.total.minor, sums.currency, None)
    row = await quotes.by_number(unit, purchase.quote, lock=True)
    if row["status"] != "accepted" or row["conversation_id"] != purchase.conversation:
        raise QuoteNotAcceptedError(f"Quote {purchase.quote} has to be accepted before it is ordered.")
    return Bill(row["lines"], row["subtotal"], row["tax"], row["total"], row["currency"], row["id"])


async def _remember(unit: Unit, purchase: Purchase, bill: Bill, now: datetime) -> None:
    """Adds it to what this customer has bought, and closes the cart it came from."""
    await remember(unit, purchase, bill, now)
    if purchase.cart:
        await carts.close(unit, purchase.cart, "ordered", now)
        await release(unit, purchase.cart)


def units_in(lines: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How many of each item the lines hold."""
    units: Counter[str] = Counter()
    for line in lines:
        units[line["item"]] += line["quantity"]
    return units
