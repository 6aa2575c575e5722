"""A quote: from what is wanted to lines, asking for what is missing, until it can be shown."""

from agents.context import Context
from agents.outcome import Outcome
from agents.quoter.about import kinds
from agents.quoter.ask import answered, ask_missing
from agents.quoter.complexity import with_complexity
from agents.quoter.lines import collect, sorted_out
from agents.quoter.prices import ask_which
from agents.quoter.schema import Wanted
from agents.quoter.show import show
from agents.state import State


def quote(outcome: Outcome, state: State, context: Context) -> None:
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    held = gathered(state, context)
    if not held.get("lines") and not held.get("wishes"):
        ask_which(outcome, state, context)
    elif "odd_quantity" in kinds(state):
        outcome.remember(quote=held)
        outcome.ask("quantity", "ask.quantity_again", flow="quote", expects=["quantity"])
    elif ask_missing(outcome, state, context, held):
        outcome.remember(quote=held)
    else:
        show(outcome, state, context, held)


def gathered(state: State, context: Context) -> Wanted:
    """What is wanted, with this message in it."""
    held = answered(state, context) or sorted_out(collect(state, context), state, context)
    return with_complexity(held, state, context)
