"""What the conversation keeps of this turn, bounded."""

from typing import Any

from agents.composer.schema import Arranged
from agents.due import is_event
from agents.intent.hand_back import said_meanwhile
from agents.outcome import now_of
from agents.router.route import is_lost
from agents.state import RECENT_KEPT, Fact, State

LEDGER_KEPT = 40
TEXT_KEPT = 400


def remember(state: State, arranged: Arranged, facts: list[Fact], text: str) -> dict[str, Any]:
    return {
        "recent": _recent(state, text),
        "greeted": bool(text) or state.get("greeted", False),
        "question": arranged.question,
        "asking": arranged.asking,
        "fact_ledger": _ledger(state, facts),
        **({} if is_event(state) else _heard(state, arranged)),
        **_asked(state, arranged),
    }


def _heard(state: State, arranged: Arranged) -> dict[str, Any]:
    """What the customer's own words leave behind; an event is none of theirs."""
    return {
        "misunderstood": state.get("misunderstood", 0) + 1 if is_lost(state) and not state.get("acts") else 0,
        "heard": [guess["name"] for guess in state["reading"]["intents"]],
        "served": arranged.told,
        "insisted": state.get("insisted", 0) + 1 if arranged.insisted else 0,
    }


def _recent(state: State, text: str) -> list[dict[str, str]]:
    meanwhile = [{"role": line["role"], "text": line["text"][:TEXT_KEPT]} for line in said_meanwhile(state)]
    heard = [{"role": "client", "text": m["text"][:TEXT_KEPT]} for m in state["turn"]["inbound"] if m["kind"] == "text"]
    said = [{"role": "ai", "text": text[:TEXT_KEPT]}] if text else []
    return [*state.get("recent", []), *meanwhile, *heard, *said][-RECENT_KEPT:]


def _ledger(state: State, facts: list[Fact]) -> dict[str, Fact]:
    """The newest facts that may still be said; the ones that wait for a yes are among the newest by their act."""
    now = now_of(state).isoformat()
    pending = state.get("pending")
    bound = set(pending["facts"]) if pending else set()
    known = {**state.get("fact_ledger", {}), **{fact["id"]: fact for fact in facts}}
    alive = [fact for fact in known.values() if not fact["expires"] or fact["expires"] > now]
    kept = [fact for fact in alive if fact["id"] in bound] + [fact for fact in alive if fact["id"] not in bound][
        -LEDGER_KEPT:
    ]
    return {fact["id"]: fact for fact in kept}


def _asked(state: State, arranged: Arranged) -> dict[str, Any]:
    question = arranged.question
    if question is None:
        return {}
    return {"asked": {question["slot"]: int(state.get("asked", {}).get(question["slot"], 0)) + 1}}
