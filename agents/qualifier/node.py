"""Scores the lead, keeps the profile, and leads on where no other agent does."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.due import silence_of
from agents.outcome import Outcome
from agents.qualifier.lead_on import lead_on
from agents.qualifier.score import keep_profile, keep_signals, score
from agents.qualifier.silence import after_silence
from agents.state import State


async def qualifier(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome = Outcome("qualifier", state)
    if silence_of(state):
        await after_silence(outcome, state, runtime.context)
        return outcome.update()
    keep_profile(outcome, state)
    keep_signals(outcome, state)
    score(outcome, state, runtime.context)
    if outcome.leads:
        lead_on(outcome, state, runtime.context)
    return outcome.update()
