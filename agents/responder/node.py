"""Answers questions: a policy where the pack names one, otherwise the shortest passage that tells."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.outcome import Outcome
from agents.responder.answer import answer_from_content, answer_from_policy
from agents.state import State

PRICED = {"quoter", "seller"}
"""Agents that answer about the very things that are named; the pages are not asked beside them."""


async def responder(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("responder", state), runtime.context
    asked = [context.pack.intents[g["name"]] for g in state["reading"]["intents"] if g["name"] in context.pack.intents]
    questions = [intent for intent in asked if intent.route == "responder" or intent.answer]
    for policy in dict.fromkeys(intent.answer for intent in questions if intent.answer):
        answer_from_policy(outcome, state, context, policy)
    open_questions = [intent for intent in questions if intent.answer is None]
    if not questions or (open_questions and not PRICED & set(state["plan"])):
        await answer_from_content(outcome, state, context, insist=bool(questions) and "handoff" not in state["plan"])
    return outcome.update()
