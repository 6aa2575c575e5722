"""What a customer's yes may do without a person."""

from agents.state import State
from commerce.packs.model import Pack
from kit.money import Money


def above_limit(state: State, pack: Pack) -> bool:
    """Whether the message says yes to more money than the pack lets pass without a person."""
    pending, limit = state.get("pending"), pack.file.handoff.limit
    if not pending or limit is None or state["reading"]["reply"] != "approve":
        return False
    most = Money.parse(limit, pack.file.currency)
    return pending["args"].get("currency") == most.currency and pending["args"].get("total", 0) > most.minor
