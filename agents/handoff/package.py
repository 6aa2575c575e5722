"""The story in one piece, so that the customer never has to tell it again."""

from typing import Any
from uuid import UUID

from agents.context import Context
from agents.handoff.reason import Reason
from agents.handoff.schema import Package, Quoted
from agents.handoff.suggest import suggested_reply
from agents.stage import origin_of
from agents.state import State
from agents.summary import retold
from commerce.profiles.missing import missing
from language.words.sentences import sentences

LAST_WORDS_KEPT = 500


async def pack_up(state: State, context: Context, reason: Reason) -> dict[str, Any]:
    story = await context.desk.story(UUID(state["turn"]["conversation"]))
    question, pending = state.get("question"), state.get("pending")
    profile, lead = state.get("profile", {}), state.get("qualification", {})
    package: Package = {
        "reason": reason,
        "summary": await retold(state, context),
        "profile": {field: entry["value"] for field, entry in profile.items()},
        "missing": missing(profile, context.pack.file.sales_agent.profile_capture.required_fields),
        "need": str(profile["need"]["value"]) if "need" in profile else None,
        "stage": state.get("stage", context.pack.pipeline.initial),
        "strategy": state.get("strategy"),
        "score": int(lead.get("score", 0)),
        "temperature": str(lead.get("temperature", "cold")),
        "reasons": lead.get("reasons", []),
        "signals": state.get("signals", []),
        "sentiment": state["reading"]["sentiment"],
        "language": state["language"],
        "channel": state["turn"]["channel"],
        "page": origin_of(state),
        "quotes": [_quoted(row) for row in story.quotes],
        "appointments": [row["reference"] for row in story.appointments],
        "objections": [{"kind": row["kind"], "outcome": row["outcome"]} for row in story.objections],
        "open_question": question["slot"] if question else None,
        "asked": _asked(state) if question else None,
        "pending": pending["kind"] if pending else None,
        "last_words": last_words(state)[-LAST_WORDS_KEPT:],
        "suggested_reply": await suggested_reply(state, context, reason),
    }  # fmt: skip
    return dict(package)


def last_words(state: State) -> str:
    return " ".join(message["text"] for message in state["turn"]["inbound"] if message["kind"] == "text")


def _quoted(row: dict[str, Any]) -> Quoted:
    return {
        "number": row["proposal_number"],
        "total": row["total"],
        "currency": row["currency"],
        "status": row["status"],
    }


def _asked(state: State) -> str | None:
    """The question that stood open, as it was put."""
    said = [message["text"] for message in state.get("recent", []) if message["role"] == "ai"]
    asked = [sentence for text in said[-1:] for sentence in sentences(text) if sentence.endswith("?")]
    return asked[-1] if asked else None
