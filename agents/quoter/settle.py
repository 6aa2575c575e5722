"""The yes or the no to a quote: in words, or with the button under it."""

from typing import Any, cast
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, is_expired, now_of
from agents.quoter.about import wanted
from agents.quoter.schema import QuoteArgs, Wanted
from agents.quoter.show import show
from agents.state import State
from commerce.quotes.today import still_stands
from kit.money import Money
from language.values import money, reference


async def settle(outcome: Outcome, state: State, context: Context) -> None:
    """A yes that comes late, or after prices have changed, gets today's figures first."""
    pending = state["pending"]
    assert pending is not None
    args, held = cast(QuoteArgs, pending["args"]), wanted(state)
    if state["reading"]["reply"] != "approve" or not held.get("lines"):
        close(outcome, state, args, approved=state["reading"]["reply"] == "approve")
        return
    row = await _row_of(args["number"], args["version"], state, context)
    stands = row is None or still_stands(row, context.pack, context.desk.catalogue, now_of(state))
    if stands and not is_expired(pending, state):
        close(outcome, state, args, approved=True)
        return
    outcome.settle()
    _show_again(outcome, state, context, held, "lapsed" if stands else "changed")


async def answered_on_page(outcome: Outcome, state: State, context: Context, event: dict[str, Any]) -> None:
    """The button on the page of the quote. The record says what it comes to; a version that is past is left alone."""
    row = await _row_of(event["number"], event["version"], state, context)
    if row is None or row["status"] not in {"sent", "viewed"}:
        return
    approved = event["event"] == "quote_accept"
    if approved and not still_stands(row, context.pack, context.desk.catalogue, now_of(state)):
        held = wanted(state)
        own = held if held.get("number") == row["proposal_number"] else _wanted_by(row)
        _show_again(outcome, state, context, own, "changed")
        return
    args: QuoteArgs = {
        "number": row["proposal_number"],
        "version": row["version"],
        "total": row["total"],
        "currency": row["currency"],
    }
    close(outcome, state, args, approved=approved)


async def _row_of(number: str, version: int, state: State, context: Context) -> dict[str, Any] | None:
    """The newest version of the conversation's own quote, where it is that one."""
    rows = await context.desk.quotes(UUID(state["turn"]["conversation"]))
    row = next((row for row in rows if row["proposal_number"] == number), None)
    return row if row and row["version"] == version else None


def _show_again(outcome: Outcome, state: State, context: Context, held: Wanted, why: str) -> None:
    outcome.say("noted", why, "catalogue")
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    show(outcome, state, context, held)


def _wanted_by(row: dict[str, Any]) -> Wanted:
    """An earlier quote, taken up again; what a person gave off that one has to be asked for again."""
    terms = row["terms"]
    told = {
        "lines": [{"item": line["item"], "quantity": int(line["quantity"])} for line in row["lines"]],
        "coupon": terms.get("coupon"),
        "complexity": terms.get("complexity"),
        "off_bp": None if terms.get("approved_by") else terms.get("off_bp"),
    }
    return cast(Wanted, {name: value for name, value in told.items() if value is not None})


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
