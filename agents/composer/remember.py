"""What the conversation keeps of this turn, bounded."""

from typing import Any

from agents.asked import is_firm, is_unclear, times_in_vain
from agents.composer.schema import Arranged
from agents.due import is_event
from agents.intent.hand_back import said_meanwhile
from agents.outcome import now_of
from agents.router.escalate import is_lost
from agents.state import RECENT_KEPT, TEXT_KEPT, Fact, State, Step

LEDGER_KEPT = 40
TRAIL_KEPT = 4


def remember(state: State, arranged: Arranged, facts: list[Fact], text: str) -> dict[str, Any]:
    return {
        "recent": _recent(state, text),
        "greeted": bool(text) or state.get("greeted", False),
        "spoken": state["language"],
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
        "unanswered": _unanswered(state, arranged),
        "trail": _trail(state, arranged),
    }


def _unanswered(state: State, arranged: Arranged) -> int:
    """Goes on counting while the same question stands, or the same action waits."""
    before, now = state.get("question"), arranged.question
    same = bool(before and now and before["slot"] == now["slot"])
    return times_in_vain(state) if same or is_unclear(state) else 0


def _trail(state: State, arranged: Arranged) -> list[Step]:
    """Where a question of the business under way was left for the next one, the way back to it is kept."""
    trail, before, asking = state.get("trail", []), state.get("question"), state.get("asking")
    if not state.get("flows"):
        return []
    now = arranged.question
    left = before and (now["slot"] != before["slot"] if now else bool(state.get("pending")))
    if not left or not asking or before is None or not is_firm(before) or state.get("went_back"):
        return trail
    return [*trail, Step(question=before, asking=asking)][-TRAIL_KEPT:]


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
    stands = arranged.asking not in arranged.acts and question == state.get("question")
    if question is None or stands:
        return {}
    return {"asked": {question["slot"]: int(state.get("asked", {}).get(question["slot"], 0)) + 1}}
