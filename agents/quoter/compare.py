"""The same job with each thing that competes for it: good, better, best."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.quoter.about import wanted
from agents.quoter.show import asked_of
from agents.state import State
from commerce.quotes.draft import options
from kit.money import Money
from language.values import money, name


def compare(outcome: Outcome, state: State, context: Context) -> bool:
    """Whether there was anything to compare."""
    lines = wanted(state).get("lines", [])
    found = options(lines, context.desk.catalogue, context.pack, asked_of(wanted(state), state, context))
    if not found:
        return False
    currency = context.pack.file.currency
    items = [context.desk.catalogue.item(option["item"]) for option in found]
    shown = [
        {
            "item": name(words(item.name, state)),
            "total": money(Money(option["total"], currency)),
            "chosen": option["chosen"],
            "reason": {"$": "quoted", "text": words(item.benefits[0], state)} if item.benefits else "",
        }
        for item, option in zip(items, found, strict=True)
    ]
    names = [words(item.name, state) for item in items]
    outcome.ask("product", "compare_options", flow="quote", expects=["product"], picks=names, options=shown)
    return True
