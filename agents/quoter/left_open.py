"""A quote that a person sent while the conversation was theirs: given back, the assistant takes its yes."""

from typing import Any, cast
from uuid import UUID

from agents.context import Context
from agents.intent.hand_back import said_meanwhile
from agents.outcome import Outcome
from agents.quoter.schema import OPEN, Wanted, args_of
from agents.quoter.show import ACCEPT_MINUTES
from agents.state import State
from kit.money import Money
from language.values import money, reference


async def take_up(outcome: Outcome, state: State, context: Context) -> None:
    """The newest open quote whose number the person told waits for the customer's yes, as it was sent."""
    told = " ".join(str(line["text"]) for line in said_meanwhile(state) if line["role"] == "agent")
    rows = await context.desk.quotes(UUID(state["turn"]["conversation"])) if told else []
    row = next((row for row in rows if row["proposal_number"] in told), None)
    if row is None or row["status"] not in OPEN:
        return
    args = args_of(row)
    outcome.remember(quote=_wanted(row))
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    act = outcome.say("show_quote", "resume.quote", f"quote:{args['number']}", number=reference(args["number"]),
                      total=money(Money(args["total"], args["currency"])))  # fmt: skip
    outcome.propose("quote.accept", "quote", dict(args), act, ACCEPT_MINUTES)


def _wanted(row: dict[str, Any]) -> Wanted:
    terms = row["terms"]
    granted = {name: terms[name] for name in ("coupon", "off_bp", "approved_by") if terms.get(name)}
    lines = [{"item": line["item"], "quantity": int(line["quantity"])} for line in row["lines"]]
    held = {"lines": lines, "number": row["proposal_number"], "version": row["version"], "settled": False, **granted}
    return cast(Wanted, held)
