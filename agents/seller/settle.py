"""The yes or the no to an order, or to cancelling one."""

from agents.context import Context
from agents.outcome import Outcome, is_expired, now_of
from agents.price import priced
from agents.seller.cart import held, is_there, keep
from agents.seller.order import order
from agents.seller.where import Delivery
from agents.seller.wish import take_back
from agents.state import Pending, State, kept
from commerce.orders.number import number_of
from commerce.payments.terms import pay_until
from kit.money import Money
from language.values import contact, instant, money, name, reference


async def settle(outcome: Outcome, state: State, context: Context) -> None:
    pending = state["pending"]
    assert pending is not None
    outcome.settle()
    if pending["kind"] == "purchase.cancel":
        _settle_cancelling(outcome, state, pending)
        return
    if state["reading"]["reply"] == "reject":
        await _refused(outcome, state, context)
        return
    if changed := await _stale(state, context, pending):
        outcome.say("noted", changed, "catalogue")
        await order(outcome, state, context)
        return
    cart = await held(state, context)
    if not await is_there(outcome, state, context, cart):
        return
    _place(outcome, state, context, pending)


def _place(outcome: Outcome, state: State, context: Context, pending: Pending) -> None:
    args = pending["args"]
    outcome.close("order")
    outcome.remember(order=None)
    outcome.set(cart_id=None)
    number = number_of(context.pack, state["turn"]["conversation"], state["turn"]["seq"])
    outcome.write("order.place", number=number, lines=args["lines"], delivery=args["delivery"], cart=args["cart"],
                  asked=args["asked"])  # fmt: skip
    for line in args["lines"]:
        outcome.write("interaction.save", product=line["item"], type="taken")
    _say_ordered(outcome, state, context, number, Money(args["total"], args["currency"]), args["delivery"])


def _say_ordered(
    outcome: Outcome, state: State, context: Context, number: str, total: Money, delivery: Delivery
) -> None:
    """The number, and where it is paid until when; where nothing is paid by a link, who settles it."""
    source = f"order:{number}"
    if context.pack.file.orders.payment.link and total.minor:
        until = pay_until(context.pack, now_of(state))
        counter = name(delivery["branch"]) if delivery.get("mode") == "pickup" else ""
        outcome.say("ordered", "ordered.pay", source, number=reference(number), total=money(total), branch=counter,
                    url=contact("url", context.pay_links.pay(number)), until=instant(until))  # fmt: skip
        return
    outcome.say("ordered", "ordered", source, number=reference(number), total=money(total))


async def _refused(outcome: Outcome, state: State, context: Context) -> None:
    outcome.close("order")
    cart = await held(state, context)
    take_back(cart, state)
    keep(outcome, cart)
    where = kept(state, "order").get("delivery")
    outcome.remember(order={"delivery": where} if where else None)  # how it is to be had was told, and still holds
    outcome.say("order_rejected", "order_rejected", "conversation")


def _settle_cancelling(outcome: Outcome, state: State, pending: Pending) -> None:
    number = str(pending["args"]["number"])
    if state["reading"]["reply"] == "reject":
        outcome.say("noted", "order_kept", f"order:{number}", number=reference(number))
        return
    outcome.write("order.cancel", number=number)
    outcome.say("order_cancelled", "order_cancelled", f"order:{number}", number=reference(number),
                refund=money(Money(pending["args"]["refund"], pending["args"]["currency"]))
                if pending["args"]["refund"] else "")  # fmt: skip


async def _stale(state: State, context: Context, pending: Pending) -> str | None:
    """The template that says why a yes to what was shown is asked for again: another price, or too much time."""
    args = pending["args"]
    cart = await held(state, context)
    lines = {line["item"]: line["quantity"] for line in args["lines"]}
    moved = cart.id != args["cart"] or any(lines.get(item) != count for item, count in cart.items.items())
    now = priced(args["lines"], state, context).totals.total
    if (now.minor, now.currency) != (args["total"], args["currency"]):
        return "changed"
    return "lapsed" if moved or is_expired(pending, state) else None
