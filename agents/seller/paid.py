"""What a payment service, or the clock, said of an order: thanked for, explained, or handed to a person."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase
from agents.scheduler.offer import person_on_duty
from agents.seller.where import HOME
from agents.state import State
from commerce.payments.link import ends
from kit.money import Money
from language.values import contact, instant, money, name, reference
from store.unit import Row

EVENTS = ("payment", "order_lapsed", "order_moved")


def shop_events(state: State) -> list[dict[str, Any]]:
    """The events of this turn that are about an order."""
    return [m["data"] for m in state["turn"]["inbound"] if m["kind"] == "event" and m["data"].get("event") in EVENTS]


async def tell_events(outcome: Outcome, state: State, context: Context) -> None:
    """Each event once, by how the order stands after it."""
    for event in shop_events(state):
        row = await context.desk.order(str(event.get("order")))
        if row is None or str(row["contact_id"]) != state["turn"]["contact"]:
            continue
        if event["event"] == "order_lapsed":
            outcome.say("order_lapsed", "order_lapsed", f"order:{row['number']}", number=reference(row["number"]))
        elif event["event"] == "order_moved":
            status = phrase(context, state, f"order.{row['status']}")
            outcome.say("order_status", "order_status", f"order:{row['number']}", number=reference(row["number"]),
                        status=status, link="", until="")  # fmt: skip
        else:
            _tell(outcome, state, context, event, row)


def _tell(outcome: Outcome, state: State, context: Context, event: dict[str, Any], row: Row) -> None:
    amount = Money(int(event["amount"]["minor"]), str(event["amount"]["currency"]))
    said: dict[str, Any] = {"number": reference(row["number"]), "amount": money(amount)}
    source = f"order:{row['number']}"
    match event["state"]:
        case "paid":
            _thank(outcome, state, context, row, said)
        case "held":
            person = person_on_duty(context)
            outcome.write("conversation.hand_off", reason="payment_held", person=person.id,
                          package={"order": row["number"], "why": str(event.get("why", ""))})  # fmt: skip
            outcome.say("hand_off", "payment.held", source, **said, person=name(person.name),
                        total=money(Money(row["total"], row["currency"])))  # fmt: skip
        case "failed" | "expired":
            until = ends(row, context.pack, now_of(state))
            outcome.say("payment", f"payment.{event['state']}", source, **said, until=instant(until),
                        url=contact("url", context.pay_links.pay(row["number"])))  # fmt: skip
        case _:
            outcome.say("payment", f"payment.{event['state']}", source, **said)


def _thank(outcome: Outcome, state: State, context: Context, row: Row, said: dict[str, Any]) -> None:
    """Thanks, the receipt, and what comes next; the sale is closed."""
    where, known = row["delivery_info"], state.get("profile", {})
    first = str(known["customer_name"]["value"]).split()[0] if "customer_name" in known else ""
    if "email" in known:
        outcome.write("receipt.send", number=row["number"], language=state["language"])
    outcome.say(
        "paid", "payment.paid", f"order:{row['number']}", **said, name=first,
        receipt=contact("url", context.pay_links.receipt(row["number"])),
        branch=name(where["branch"]) if where.get("mode") == "pickup" else "",
        address=contact("address", where["address"]) if where.get("mode") == HOME else "",
        email=contact("email", str(known["email"]["value"])) if "email" in known else "",
    )  # fmt: skip
