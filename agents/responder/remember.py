"""What the conversation keeps of its questions: the last one, and the pages whose neighbours were offered."""

from typing import Any

from agents.outcome import Outcome
from agents.state import State, kept
from language.port import Json

QUESTION_KEPT = 200
"""Characters of the last question, for the one that goes on from it."""
PAGES_KEPT = 20
LIVES = 2
"""Turns after which an earlier question is no longer what is meant."""


def remember(outcome: Outcome, state: State, question: str) -> None:
    _keep(outcome, state, question=question[:QUESTION_KEPT], turn=state["turn"]["seq"])


def offered(outcome: Outcome, state: State, page: str) -> None:
    _keep(outcome, state, pages=[*kept(state, "answers").get("pages", []), page][-PAGES_KEPT:])


def last_question(state: State) -> str:
    """Empty where the last one is too long ago."""
    held = kept(state, "answers")
    fresh = state["turn"]["seq"] - int(held.get("turn", -LIVES - 1)) <= LIVES
    return str(held.get("question", "")) if fresh else ""


def _keep(outcome: Outcome, state: State, **entries: Json) -> None:
    now: dict[str, Any] = outcome.update().get("slots", {}).get("answers") or kept(state, "answers")
    outcome.remember(answers={**now, **entries})
