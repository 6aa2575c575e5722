"""Writes on quotes and orders. Every amount is counted here again; none is taken from the write."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commerce.approvals import repository as approvals
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
from commerce.pricing.asked import Asked, terms_from
from commerce.pricing.discounts import Discount
from commerce.profiles.repository import of_contact
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.quotes.model import QuoteChangedError, UnknownQuoteError
from commerce.quotes.paper import paper
from commerce.writes.scope import Scope
from kit.errors import InvalidInputError
from store.unit import Unit


async def save_quote(
    unit: Unit,
    scope: Scope,
    *,
    number: str,
    lines: list[dict[str, Any]],
    version: int = 1,
    asked: Mapping[str, Any] | None = None,
    approval: str | None = None,
    language: str | None = None,
    expires_at: str | None = None,
    total: int | None = None,
) -> None:
    """``asked``: ``Asked.plain()``; what it says of a discount counts only within the assistant's own limit.

    ``approval``: the id of the one that grants more. ``expires_at``: ISO 8601 with offset; the pack's ``valid_days``
    from now where it is not given. ``total``: what the customer was told, in minor units; raises QuoteChangedError
    where it comes to something else by now.
    """
    under = await _asked(unit, scope, asked or {}, approval)
    made = draft(lines, scope.pack, under)
    if total not in {None, made.totals.total.minor}:
        raise QuoteChangedError(f"Quote {number} comes to something else by now.")
    ends = datetime.fromisoformat(expires_at) if expires_at else None
    sending = quotes.Sending(
        scope.conversation, number, made, under.plain(), language or scope.pack.file.languages[0],
        ends or scope.now + timedelta(days=scope.pack.file.quotes.valid_days), scope.now, scope.turn_seq, version,
    )  # fmt: skip
    await quotes.save(unit, sending)
    await record(unit, scope.conversation, "quote_sent", scope.now, key=f"quote_sent:{number}:{scope.turn_seq}")


async def _asked(unit: Unit, scope: Scope, plain: Mapping[str, Any], approval: str | None) -> Asked:
    discount = Discount("bot", plain["off_bp"]) if plain.get("off_bp") else None
    if approval:
        row = await approvals.get(unit, UUID(approval))
        if row["status"] != "approved" or row["conversation_id"] != scope.conversation:
            raise InvalidInputError(f"approval {approval} grants nothing here")
        discount = Discount("bot", row["off_bp"], approved_by=row["decided_role"])
    return Asked(terms_from(plain), plain.get("coupon"), discount)


async def accept_quote(unit: Unit, scope: Scope, *, number: str, version: int | None = None) -> None:
    await quotes.accept(unit, scope.conversation, number, scope.now, version=version)
    await record(unit, scope.conversation, "quote_accepted", scope.now, key=f"quote_accepted:{number}", converted=True)


async def send_quote(unit: Unit, scope: Scope, *, number: str, to: str, url: str) -> None:
    """Mails the newest version as a PDF, with its address."""
    row = await quotes.by_number(unit, number)
    if row["conversation_id"] != scope.conversation:
        raise UnknownQuoteError(f"Quote {number} was not found.")
    known = await of_contact(unit, scope.contact)
    name = str(known.get("customer_name", {}).get("value") or "")
    made = paper(row, scope.pack, scope.now, customer=name, url=url)
    payload = {
        "template": "quote",
        "to": to,
        "name": name,
        "language": row["language"],
        "subject": f"{made['title']} {number} · {made['company']}",
        "values": {
            "number": number,
            "total": made["total"]["amount"],
            "valid_until": made["valid_until"],
            "link": url,
            "reference": number,
        },
        "attachments": [{"filename": f"{number}.pdf", "document": "quote", "data": made}],
    }
    scope.effect("email.send", f"{number}.{row['version']}:{to}", payload)


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
    asked: Mapping[str, Any] | None = None,
) -> None:
    """``number`` is what the customer was told: it must be the one that belongs to this turn. ``asked``: what it was
    priced under, ``Asked.plain()``.

    ``cart``: what the order is of. One cart is one order: raises CartOrderedError where another device was faster.
    """
    own = number_of(scope.pack, scope.conversation, scope.turn_seq)
    if number not in {None, own}:
        raise InvalidInputError(f"order number {number} is not of this turn: expected {own}")
    held = UUID(cart) if cart else None
    key = key_of(held) if held else str(scope.id("order"))
    under = await _asked(unit, scope, asked or {}, None)
    bought = Purchase(scope.conversation, own, key, lines, delivery, quote, cart=held, asked=under)
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

    The attachment is made of its data when the mail is sent: ``{"filename", "document", "data"}``.
    """
    profile = await of_contact(unit, scope.contact)
    row = await by_number(unit, number)
    email = profile.get("email", {}).get("value")
    if email is None or row is None:
        return
    name = str(profile.get("customer_name", {}).get("value") or "")
    ticket = ticket_of(row, scope.pack, language, name)
    payload = {
        "template": "order.receipt", "to": email, "name": name, "language": language,
        "subject": f"{scope.pack.file.company.name}: {ticket['title']} {number}",
        "values": {"reference": number, "total": ticket["total"]["amount"], "lines": ticket["lines"]},
        "attachments": [{"filename": f"{number}.pdf", "document": "order", "data": ticket}],
    }  # fmt: skip
    scope.effect("email.send", f"receipt:{number}:{row['payment_status']}", payload)
