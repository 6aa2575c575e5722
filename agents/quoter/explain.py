"""How the total came about, step by step, in figures that add up."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import priced
from agents.quoter.about import wanted
from agents.quoter.show import asked_of, reductions
from agents.state import State
from commerce.pricing.price import Priced
from kit.money import Money
from language.port import Json
from language.values import money, name, percent, quantity

PPM_IN_BP = 100


def explain_total(outcome: Outcome, state: State, context: Context) -> None:
    held = wanted(state)
    found = priced(held["lines"], state, context, asked_of(held, state, context))
    taxes = [step for step in found.totals.explanation if step["step"] == "tax" and step["amount"]["minor"]]
    outcome.say(
        "explanation", "explain_total", f"quote:{held.get('number', '')}",
        lines=[_line(state, line) for line in found.lines], reductions=reductions(state, context, found),
        taxes=[_tax(step) for step in taxes], total=money(found.totals.total),
    )  # fmt: skip


def _line(state: State, line: Priced) -> dict[str, Json]:
    moved = [step for step in line.explanation if step["step"] in {"list", "break", "complexity"}]
    return {
        "quantity": quantity(int(line.quantity)),
        "item": name(words(line.item.name, state)),
        "price": money(line.unit),
        "total": money(line.line),
        "before": money(_amount(moved[0]["before"])) if moved else "",
        "at_least": next((quantity(step["at_least"]) for step in moved if step["step"] == "break"), ""),
    }


def _tax(step: dict[str, Any]) -> dict[str, Json]:
    """``part`` is the rate, where it is whole hundredths of a percent; ``place`` whose it is, where that matters."""
    ppm = step["rate_ppm"] if "rate_ppm" in step else step["rate_bp"] * PPM_IN_BP
    return {
        "name": step["name"],
        "part": percent(ppm // PPM_IN_BP) if ppm % PPM_IN_BP == 0 else "",
        "place": name(step["place"]) if step.get("place") else "",
        "included": step["included"],
        "amount": money(_amount(step["amount"])),
    }


def _amount(plain: dict[str, Any]) -> Money:
    return Money(plain["minor"], plain["currency"])
