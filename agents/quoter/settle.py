"""The yes or the no to a quote: in words, or with the button under it."""

from typing import Any, cast

from agents.context import Context
from agents.outcome import Outcome, is_expired
from agents.price import priced
from agents.quoter.about import wanted
from agents.quoter.schema import OPEN, QuoteArgs, Wanted, args_of
from agents.quoter.show import asked_of, show
from agents.state import Pending, State
from kit.money import Money
from language.port import Json
from language.values import money, reference


def settle(outcome: Outcome, state: State, context: Context) -> None:
    """A yes that comes late gets today's figures first, and hears whether they have changed."""
    pending = state["pending"]
    assert pending is not None
    held = wanted(state)
    approved = state["reading"]["reply"] == "approve"
    if approved and is_expired(pending, state) and held.get("lines"):
        outcome.settle()
        outcome.say("noted", "lapsed" if _comes_to_the_same(pending, held, state, context) else "changed", "catalogue")
        show(outcome, state, context, held)
        return
    close(outcome, state, cast(QuoteArgs, pending["args"]), approved=approved)


def _comes_to_the_same(pending: Pending, held: Wanted, state: State, context: Context) -> bool:
    now = priced(held["lines"], state, context, asked_of(held, state, context)).totals.total
    return (now.minor, now.currency) == (pending["args"]["total"], pending["args"]["currency"])


async def answered_on_page(outcome: Outcome, state: State, context: Context, event: dict[str, Json]) -> None:
    """The button on the page of the quote. The record says what it comes to; a version that is past is left alone."""
    from uuid import UUID

    rows = await context.desk.quotes(UUID(state["turn"]["conversation"]))
    row = next((row for row in rows if row["proposal_number"] == event["number"]), None)
    if row is None or row["version"] != event["version"] or row["status"] not in OPEN:
        return
    close(outcome, state, args_of(row), approved=event["event"] == "quote_accept")


def close(outcome: Outcome, state: State, args: QuoteArgs, *, approved: bool) -> None:
    held = wanted(state)
    pending = state.get("pending")
    if pending and pending["kind"] == "quote.accept":
        outcome.settle()
    outcome.close("quote")
    if held.get("number") == args["number"]:
        outcome.remember(quote={**held, "settled": True})
    said: dict[str, Any] = {"number": reference(args["number"]), "total": money(Money(args["total"], args["currency"]))}
    source = f"quote:{args['number']}"
    if approved:
        outcome.write("quote.accept", number=args["number"], version=args["version"])
        outcome.say("quote_accepted", "quote_accepted", source, **said)
        return
    outcome.write("quote.reject", number=args["number"])
    outcome.say("quote_rejected", "quote_rejected", source, number=said["number"])
