"""How an order of the customer's stands, its receipt, its way to be paid, and whether it can be cancelled."""

from typing import Any
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase
from agents.scheduler.offer import person_on_duty
from agents.state import State
from commerce.orders.move import refusal
from commerce.payments.link import PAYABLE, ends
from kit.money import Money
from language.values import contact, instant, money, name, reference
from store.unit import Row

CONFIRM_MINUTES = 30


async def order_status(outcome: Outcome, state: State, context: Context) -> None:
    row = await order_of(state, context)
    if row is None:
        outcome.ask("reference", "order_unknown", flow="order", expects=["reference"])
        return
    status = phrase(context, state, f"order.{row['status']}")
    link = _pay_link(row, context)
    outcome.say("order_status", "order_status", f"order:{row['number']}", number=reference(row["number"]),
                status=status, link=contact("url", link) if link else "",
                until=instant(ends(row, context.pack, now_of(state))) if link else "")  # fmt: skip


async def receipt(outcome: Outcome, state: State, context: Context) -> None:
    """Where the receipt is; by mail too, where an address is known."""
    row = await order_of(state, context)
    if row is None:
        outcome.ask("reference", "order_unknown", flow="order", expects=["reference"])
        return
    email = state.get("profile", {}).get("email")
    if email:
        outcome.write("receipt.send", number=row["number"], language=state["language"])
    outcome.say("receipt", "receipt", f"order:{row['number']}", number=reference(row["number"]),
                url=contact("url", context.pay_links.receipt(row["number"])),
                email=contact("email", str(email["value"])) if email else "")  # fmt: skip


async def pay(outcome: Outcome, state: State, context: Context) -> bool:
    """The link of the order that is still to be paid; whether there is one."""
    row = await order_of(state, context)
    link = _pay_link(row, context) if row else None
    if row is None or link is None:
        return False
    outcome.say("pay", "pay.link", f"order:{row['number']}", number=reference(row["number"]),
                total=money(Money(row["total"], row["currency"])), url=contact("url", link),
                until=instant(ends(row, context.pack, now_of(state))))  # fmt: skip
    return True


async def cancel_order(outcome: Outcome, state: State, context: Context) -> None:
    """Asks whether it is to be cancelled, with what is given back; past the rules, a person sees to it."""
    row = await order_of(state, context)
    if row is None:
        outcome.ask("reference", "order_unknown", flow="order", expects=["reference"])
        return
    number = reference(row["number"])
    source = f"order:{row['number']}"
    if row["status"] == "cancelled":
        outcome.say("order_status", "order_status", source, number=number, link="", until="",
                    status=phrase(context, state, "order.cancelled"))  # fmt: skip
    elif refusal(row, context.pack, now_of(state)):
        person = person_on_duty(context)
        outcome.write("conversation.hand_off", reason="cancel_order", person=person.id,
                      package={"order": row["number"], "status": row["status"]})  # fmt: skip
        outcome.say("hand_off", "cancel_refused", source, number=number, person=name(person.name),
                    status=phrase(context, state, f"order.{row['status']}"))  # fmt: skip
    else:
        _ask_whether(outcome, row, await _paid(row, context))


async def order_of(state: State, context: Context) -> Row | None:
    """The order that the message names, else the customer's newest one; never another customer's."""
    given = [str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "reference"]
    row: dict[str, Any] | None = await context.desk.order(given[0]) if given else None
    if row is not None and str(row["contact_id"]) == state["turn"]["contact"]:
        return row
    mine = await context.desk.orders(UUID(state["turn"]["contact"]))
    return mine[0] if mine and not given else None


def _pay_link(row: Row, context: Context) -> str | None:
    open_ = row["status"] != "cancelled" and row["payment_status"] in PAYABLE and row["total"]
    return context.pay_links.pay(row["number"]) if open_ and context.pack.file.orders.payment.link else None


async def _paid(row: Row, context: Context) -> int:
    return sum(each["paid"] - each["refunded"] for each in await context.desk.payments(row["id"]))


def _ask_whether(outcome: Outcome, row: Row, paid: int) -> None:
    args = {"number": row["number"], "refund": paid, "currency": row["currency"]}
    act = outcome.say("confirm_cancel_order", "confirm_cancel_order", f"order:{row['number']}",
                      number=reference(row["number"]), total=money(Money(row["total"], row["currency"])),
                      refund=money(Money(paid, row["currency"])) if paid else "")  # fmt: skip
    outcome.propose("purchase.cancel", "order", args, act, CONFIRM_MINUTES)
