"""Takes a payment event in: kept as it came, counted once, believed only for the order's exact amount."""

from datetime import datetime
from typing import Any

from commerce.commissions.earn import earn
from commerce.metrics.repository import record as count
from commerce.orders.model import PaymentStatus
from commerce.orders.repository import locked_by_id, set_payment, set_status
from commerce.packs.model import Pack
from commerce.payments import repository as payments
from commerce.payments.model import Happened, Recorded
from store.unit import Row, Unit

SETTLED = ("paid", "partly_refunded", "refunded", "held")
NEXT: dict[str, PaymentStatus] = {"pending": "processing", "failed": "failed", "expired": "expired"}


async def record(unit: Unit, provider: str, event: Happened, body: bytes, pack: Pack, now: datetime) -> Recorded:
    """What the event changed. The payment is locked before its order, by everybody."""
    if not await payments.keep(unit, provider, event.id, body, now):
        return Recorded("repeated")
    payment = await payments.by_link(unit, provider, event.link)
    if payment is None:
        found = Recorded("unknown", f"no order is paid by link {event.link}")
    else:
        order = await locked_by_id(unit, payment["order_id"])
        found = await _told(unit, event, payment, order, pack, now)
    await payments.settle(unit, provider, event.id, found.outcome, found.why)
    return found


async def _told(unit: Unit, event: Happened, payment: Row, order: Row, pack: Pack, now: datetime) -> Recorded:
    if why := _wrong(event, payment, order):
        return await _hold(unit, event, payment, order, why, now)
    if event.kind == "paid":
        return await _paid(unit, event, payment, order, pack, now)
    if event.kind == "refunded":
        return await _refunded(unit, event, payment, order, pack, now)
    if payment["state"] in SETTLED or (payment["told_at"] and event.at < payment["told_at"]):
        return Recorded("stale", f"the payment is {payment['state']} already", order)
    state = NEXT[event.kind]
    await _save(unit, payment, event, state, payment["paid"], payment["refunded"], now)
    await set_payment(unit, order, state, now)
    return Recorded("recorded", "", order, _event(event, order, state))


def _wrong(event: Happened, payment: Row, order: Row) -> str:
    """Why the event is not believed as it stands; empty where it is."""
    if event.reference != order["number"]:
        return f"the event names {event.reference}, the link belongs to {order['number']}"
    if event.amount.currency != payment["currency"]:
        return f"paid in {event.amount.currency}, the order is in {payment['currency']}"
    if event.kind == "paid" and event.amount.minor != payment["amount"]:
        return f"paid {event.amount.minor}, the order comes to {payment['amount']} {payment['currency']}"
    if event.kind == "paid" and payment["state"] not in SETTLED and order["payment_status"] == "paid":
        return "the order was paid by another link already"
    if event.kind == "paid" and order["status"] == "cancelled" and not payment["refunded"]:
        return "the order was cancelled before it was paid"
    if event.kind == "refunded" and not 0 < event.amount.minor <= payment["amount"] - payment["refunded"]:
        return f"{event.amount.minor} given back of {payment['amount'] - payment['refunded']} that were left"
    return ""


async def _paid(unit: Unit, event: Happened, payment: Row, order: Row, pack: Pack, now: datetime) -> Recorded:
    if payment["paid"]:
        return Recorded("stale", "the payment is known already", order)
    state = _after(payment["amount"], payment["refunded"])
    await _save(unit, payment, event, state, payment["amount"], payment["refunded"], now)
    order = await set_payment(unit, order, state, now)
    if state != "refunded" and order["status"] == "placed":
        order = await set_status(unit, order, "paid", "payment", now)
    await earn(unit, order, payment["amount"] - payment["refunded"], pack, now)
    await count(unit, order["conversation_id"], "order_paid", now, key=f"paid:{order['number']}", converted=True)
    return Recorded("recorded", "", order, _event(event, order, state))


async def _refunded(unit: Unit, event: Happened, payment: Row, order: Row, pack: Pack, now: datetime) -> Recorded:
    """A refund may be told before the payment that it gives back: then it counts once that is told."""
    refunded = payment["refunded"] + event.amount.minor
    if not payment["paid"]:
        await _save(unit, payment, event, payment["state"], 0, refunded, now)
        return Recorded("early", "the payment itself is not told yet", order)
    state = _after(payment["paid"], refunded)
    await _save(unit, payment, event, state, payment["paid"], refunded, now)
    order = await set_payment(unit, order, state, now)
    await earn(unit, order, payment["paid"] - refunded, pack, now)
    return Recorded("recorded", "", order, _event(event, order, state))


async def _hold(unit: Unit, event: Happened, payment: Row, order: Row, why: str, now: datetime) -> Recorded:
    """For a person to look at: what was paid rightly before stays paid."""
    if payment["state"] not in SETTLED:
        await _save(unit, payment, event, "held", payment["paid"], payment["refunded"], now)
    if order["payment_status"] not in {"paid", "partly_refunded", "refunded"}:
        order = await set_payment(unit, order, "held", now)
    return Recorded("held", why, order, {**_event(event, order, "held"), "why": why})


def _after(paid: int, refunded: int) -> PaymentStatus:
    return "refunded" if refunded >= paid else "partly_refunded" if refunded else "paid"


async def _save(
    unit: Unit, payment: Row, event: Happened, state: PaymentStatus, paid: int, refunded: int, now: datetime
) -> None:
    await payments.save(unit, payment, state=state, paid=paid, refunded=refunded, at=event.at, now=now)


def _event(event: Happened, order: Row, state: PaymentStatus) -> dict[str, Any]:
    amount = {"minor": event.amount.minor, "currency": event.amount.currency}
    return {"event": "payment", "state": state, "order": order["number"], "amount": amount}
