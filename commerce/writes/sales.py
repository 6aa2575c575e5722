"""Writes on quotes and orders. Every amount is counted here again; none is taken from the write."""

from datetime import datetime, timedelta
from typing import Any

from commerce.metrics.repository import record
from commerce.orders.model import Purchase
from commerce.orders.number import number_of
from commerce.orders.place import place
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
) -> None:
    """``number`` is what the customer was told: it must be the one that belongs to this turn."""
    own = number_of(scope.pack, scope.conversation, scope.turn_seq)
    if number not in {None, own}:
        raise InvalidInputError(f"order number {number} is not of this turn: expected {own}")
    key = str(scope.id("order"))
    await place(unit, Purchase(scope.conversation, own, key, lines, delivery, quote), scope.pack, scope.now)
    await record(unit, scope.conversation, "order_placed", scope.now, key=own, converted=True)
