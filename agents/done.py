"""What was done last in this conversation, by the newest reference number that was told."""

from agents.state import State

DONE = frozenset({"calendar", "order"})
"""Where such a number comes from: the source of its fact, before the colon."""


def last_done(state: State) -> str | None:
    told = [
        fact["source"].split(":")[0] for fact in state.get("fact_ledger", {}).values() if fact["kind"] == "reference"
    ]
    return next((source for source in reversed(told) if source in DONE), None)
