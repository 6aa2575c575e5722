"""Brings an action that waits back to mind, in fewer words than it was first shown."""

from agents.choices import is_pressable
from agents.outcome import Outcome
from agents.state import State
from language.port import Act

SHORT = {
    "appointment.book": ("resume.booking", ("slot",)),
    "quote.accept": ("resume.quote", ("number", "total")),
    "order.place": ("resume.order", ("total",)),
    "purchase.cancel": ("resume.cancel_order", ("number",)),
}
"""The short template by kind, and the values that it takes from what was shown."""

TIMES = 2


def resume(outcome: Outcome, state: State) -> list[Act]:
    pending = state.get("pending")
    if not pending:
        return []
    count = f"pending.{pending['digest']}"
    before = state.get("asked", {}).get(count, 0)
    if before >= TIMES:
        return []
    outcome.set(asked={count: before + 1})
    if pending["kind"] not in SHORT:
        return [pending["shown"]]
    template, values = SHORT[pending["kind"]]
    kept = {value: pending["shown"]["values"][value] for value in values}
    blocks = [block for block in pending["shown"]["blocks"] if is_pressable(block)]
    return [{**pending["shown"], "kind": "resume", "say": template, "values": kept, "blocks": blocks}]
