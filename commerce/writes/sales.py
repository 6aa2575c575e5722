"""Writes on quotes and orders. Every amount is counted here again; none is taken from the write."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commerce.carts.model import CartOrderedError
from commerce.metrics.repository import record
from commerce.orders.from_cart import key_of
from commerce.orders.model import Purchase
from commerce.orders.move import cancel_own
from commerce.orders.number import number_of
from commerce.orders.place import place
from commerce.orders.repository import by_number
from commerce.orders.ticket import ticket_of
from commerce.payments import repository as payments
from commerce.profiles.repository import of_contact
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.writes.scope import Scope
from kit.errors import InvalidInputError
from store.unit import Unit


async def save_quote(
    unit: Unit, scope: Scope, *, number: str, lines: list[dict[str, Any]], expires_at: str | None = None
) -> None:
    """``expires_at``: ISO 8601 with offset; the pack's ``valid_days`` from now where it is not given."""
    ends = (
        datetime.fromisoformat(expires_at)
        if expires_at
        else scope.now + timedelta(days=scope.pack.file.quotes.valid_days)
    )
    await quotes.save(
        unit,
        conversation=scope.conversation,
        turn=scope.turn_seq,
        number=number,
        draft=draft(lines, scope.pack),
        expires_at=ends,
        now=scope.now,
    )
    await record(unit, scope.conversation, "quote_sent", scope.now, key=f"quote_sent:{number}:{scope.turn_seq}")


async def accept_quote(unit: Unit, scope: Scope, *, number: str) -> None:
    await quotes.accept(unit, scope.conversation, number, scope.now)
    await record(unit, scope.conversation, "quote_accepted", scope.now, key=f"quote_accepted:{number}", converted=True)


async def reject_quote(unit: Unit, scope: Scope, *, number: str) -> None:
    await quotes.reject(unit, scope.conversation, number, scope.now)
    await record(unit, scope.conversation, "quote_rejected", scope.now, key=f"quote_rejected:{number}")


async def place_order(
    unit: Unit,
    scope: Scope,
    *,
    lines: list[dict[str, Any]],
    delivery: dict[str, Any],
    quote: str | None = None,
    number: str | None = None,
    cart: str | None = None,
) -> None:
    """``number`` is what the customer was told: it must be the one that belongs to this turn.

    ``cart``: what the order is of. One cart is one order: raises CartOrderedError where another device was faster.
    """
    own = number_of(scope.pack, scope.conversation, scope.turn_seq)
    if number not in {None, own}:
        raise InvalidInputError(f"order number {number} is not of this turn: expected {own}")
    held = UUID(cart) if cart else None
    key = key_of(held) if held else str(scope.id("order"))
    bought = Purchase(scope.conversation, own, key, lines, delivery, quote, cart=held)
    row = await place(unit, bought, scope.pack, scope.now)
    if row["number"] != own:
        raise CartOrderedError(f"Cart {cart} was ordered already, as {row['number']}.")
    await record(unit, scope.conversation, "order_placed", scope.now, key=own, converted=True)


async def cancel_order(unit: Unit, scope: Scope, *, number: str) -> None:
    """The customer's own, as far as the rules of the pack allow; what was paid is given back."""
    row = await cancel_own(unit, number, scope.contact, scope.pack, scope.now)
    await record(unit, scope.conversation, "order_cancelled", scope.now, key=f"cancelled:{number}")
    for payment in await payments.of_order(unit, row["id"]):
        if rest := payment["paid"] - payment["refunded"]:
            scope.effect("payment.refund", f"{number}:{payment['link_id']}", {
                "provider": payment["provider"], "link": payment["link_id"],
                "minor": rest, "currency": payment["currency"],
            })  # fmt: skip


async def send_receipt(unit: Unit, scope: Scope, *, number: str, language: str) -> None:
    """Mails the receipt as a PDF, where an address is known.

    Payload: ``{"to", "name", "language", "ticket"}``; ``ticket`` is the paper's data.
    """
    profile = await of_contact(unit, scope.contact)
    row = await by_number(unit, number)
    email = profile.get("email", {}).get("value")
    if email is None or row is None:
        return
    payload = {"to": email, "name": profile.get("customer_name", {}).get("value") or "", "language": language,
               "ticket": ticket_of(row, scope.pack, language)}  # fmt: skip
    scope.effect("receipt.send", f"{number}:{row['payment_status']}", payload)
