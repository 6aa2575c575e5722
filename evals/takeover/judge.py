"""What must hold after a run, read from the rows: who held the conversation between which messages, and who spoke."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evals.takeover.play import Played
from evals.takeover.repository import rows_of
from server.wiring import House
from store.unit import Row


@dataclass(frozen=True, slots=True)
class Hold:
    """``agent`` had it after message ``after`` and until message ``until``."""

    agent: str
    after: int
    until: int


async def judge(house: House, tenant: str, run: Played) -> tuple[list[str], dict[str, int]]:
    """What went wrong, one line each, and how much of what happened in the run."""
    async with house.store.unit(tenant) as unit:
        conversation, messages, trail, turns = await rows_of(unit, run.conversation)
    holds = holds_of(trail, conversation["message_seq"])
    wrong = [
        *run.errors, *_spoke_after_takeover(messages, holds), *_spoke_without_hold(messages, holds),
        *_lost(run, messages, conversation), *_shown_and_forgotten(run, messages), *_answered_twice(turns),
    ]  # fmt: skip
    counts = {
        "takeovers": len(holds),
        "interrupted": sum(1 for m in messages if (m["metadata"] or {}).get("interrupted")),
        "bot_messages": sum(1 for m in messages if m["sender_type"] == "ai"),
        "agent_messages": sum(1 for m in messages if m["sender_type"] == "agent"),
        "given_back_by_time": sum(1 for a in trail if a["action"] == "conversation.release" and a["actor"] == "system"),
    }
    return wrong, counts


def holds_of(trail: list[Row], last: int) -> list[Hold]:
    holds: list[Hold] = []
    holder: tuple[str, int] | None = None
    for entry in trail:
        if entry["action"] not in {"conversation.take_over", "conversation.release"}:
            continue
        if holder:
            holds.append(Hold(*holder, _before(entry)))
        holder = (entry["actor"], entry["detail"]["after"]) if entry["action"] == "conversation.take_over" else None
    return [*holds, Hold(*holder, last)] if holder else holds


def _before(entry: Row) -> int:
    return int(entry["detail"]["after"])


def _spoke_after_takeover(messages: list[Row], holds: list[Hold]) -> list[str]:
    return [
        f"the assistant spoke (message {m['seq']}) while {hold.agent} had it ({hold.after}–{hold.until})"
        for hold in holds
        for m in messages
        if m["sender_type"] == "ai" and hold.after < m["seq"] <= hold.until
    ]


def _spoke_without_hold(messages: list[Row], holds: list[Hold]) -> list[str]:
    return [
        f"{m['sender_id']} wrote message {m['seq']} without having the conversation"
        for m in messages
        if m["sender_type"] == "agent"
        and not any(hold.agent == m["sender_id"] and hold.after < m["seq"] <= hold.until for hold in holds)
    ]


def _lost(run: Played, messages: list[Row], conversation: Row) -> list[str]:
    kept = [m["content"] for m in messages if m["sender_type"] == "client"]
    wrong = [] if kept == run.sent else [f"the customer sent {run.sent}, kept are {kept}"]
    if conversation["owner"] != "human" and conversation["handled_seq"] < conversation["inbound_seq"]:
        wrong.append(f"message {conversation['inbound_seq']} waits and nobody has the conversation")
    return wrong


def _shown_and_forgotten(run: Played, messages: list[Row]) -> list[str]:
    """Each sentence that was shown is in a message that is kept, as often as it was shown or more."""
    said = "".join(m["content"] for m in messages if m["sender_type"] == "ai")
    return [
        f"shown {run.shown.count(each)} times, kept {said.count(each.strip())} times: {each.strip()!r}"
        for each in sorted(set(run.shown))
        if said.count(each.strip()) < run.shown.count(each)
    ]


def _answered_twice(turns: list[dict[str, Any]]) -> list[str]:
    twice = [(a["seq"], b["seq"]) for a, b in pairwise(turns) if b["first_seq"] <= a["last_seq"]]
    return [f"turns {one} and {other} took the same message" for one, other in twice]
