"""Places an order: once per key, at prices that code counts, with the stock taken in the same transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from commerce.carts import repository as carts
from commerce.orders.model import Purchase, QuoteNotAcceptedError
from commerce.orders.repository import by_key
from commerce.packs.model import Pack
from commerce.payments.terms import lapses_at
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.stock.repository import take
from commerce.stock.reserve import release
from kit.ids import derived
from store.unit import Row, Unit


@dataclass(frozen=True, slots=True)
class _Bill:
    lines: Sequence[Mapping[str, Any]]
    subtotal: int
    tax: int
    total: int
    currency: str
    quote: Row | None


async def place(unit: Unit, purchase: Purchase, pack: Pack, now: datetime) -> Row:
    """The order, new or placed before under the same key. Raises OutOfStockError, QuoteNotAcceptedError."""
    bill = await _bill(unit, purchase, pack)
    if await _insert(unit, purchase, bill, pack, now):
        await take(unit, units_in(bill.lines), now, purchase.cart)
        await _remember(unit, purchase, bill, now)
    row = await by_key(unit, purchase.key)
    assert row is not None
    return row


async def _bill(unit: Unit, purchase: Purchase, pack: Pack) -> _Bill:
    """At the quote's prices where there is one, at the catalogue's otherwise."""
    if purchase.quote is None:
        made = draft(purchase.lines, pack, purchase.asked)
        sums = made.totals
        return _Bill(made.lines, sums.subtotal.minor, sums.tax.minor, sums.total.minor, sums.currency, None)
    row = await quotes.by_number(unit, purchase.quote, lock=True)
    if row["status"] != "accepted" or row["conversation_id"] != purchase.conversation:
        raise QuoteNotAcceptedError(f"Quote {purchase.quote} has to be accepted before it is ordered.")
    return _Bill(row["lines"], row["subtotal"], row["tax"], row["total"], row["currency"], row)


async def _insert(unit: Unit, purchase: Purchase, bill: _Bill, pack: Pack, now: datetime) -> bool:
    added = await unit.run(
        """
        INSERT INTO orders (
            id, tenant_id, conversation_id, number, cart_session_id, quote_id,
            user_profile_id, sold_by, branch,
            order_details, subtotal, tax, total, currency, status, payment_status, delivery_info,
            idempotency_key, due_at, history, created_at, updated_at)
        SELECT %(id)s, %(tenant)s, c.id, %(number)s, %(cart)s, %(quote)s,
               (SELECT p.id FROM user_profiles p WHERE p.contact_id = c.contact_id),
               coalesce(%(sold_by)s, c.assigned_agent_id,
                        (SELECT a.actor FROM audit a WHERE a.conversation_id = c.id
                            AND a.action = 'conversation.take_over' ORDER BY a.id DESC LIMIT 1)),
               coalesce(%(branch)s, c.branch),
               %(details)s, %(subtotal)s, %(tax)s, %(total)s, %(currency)s, 'placed', 'pending', %(delivery)s,
               %(key)s, %(due)s, %(history)s, %(now)s, %(now)s
          FROM conversations c WHERE c.id = %(conversation)s
        ON CONFLICT (tenant_id, idempotency_key) DO NOTHING
        """,
        {
            "id": derived(unit.tenant, "order", purchase.key),
            "tenant": unit.tenant,
            "conversation": purchase.conversation,
            "number": purchase.number,
            "cart": purchase.cart,
            "quote": bill.quote["id"] if bill.quote else None,
            "sold_by": purchase.sold_by,
            "branch": purchase.delivery.get("branch_id"),
            "details": Jsonb({"lines": list(bill.lines)}),
            "subtotal": bill.subtotal,
            "tax": bill.tax,
            "total": bill.total,
            "currency": bill.currency,
            "delivery": Jsonb(dict(purchase.delivery)),
            "key": purchase.key,
            "due": lapses_at(pack, now) if bill.total else None,
            "history": Jsonb([{"at": now.isoformat(), "status": "placed"}]),
            "now": now,
        },
    )
    return added == 1


async def _remember(unit: Unit, purchase: Purchase, bill: _Bill, now: datetime) -> None:
    """Adds it to what this customer has bought, and closes the cart it came from."""
    entry = {"number": purchase.number, "at": now.isoformat(), "total": bill.total, "currency": bill.currency}
    await unit.run(
        "UPDATE user_profiles SET purchase_history = purchase_history || %s, updated_at = %s "
        "WHERE contact_id = (SELECT contact_id FROM conversations WHERE id = %s)",
        (Jsonb([entry]), now, purchase.conversation),
    )
    if purchase.cart:
        await carts.close(unit, purchase.cart, "ordered", now)
        await release(unit, purchase.cart)


def units_in(lines: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How many of each item the lines hold."""
    units: Counter[str] = Counter()
    for line in lines:
        units[line["item"]] += line["quantity"]
    return units
