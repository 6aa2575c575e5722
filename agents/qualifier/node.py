"""Scores the lead, keeps the profile, and leads on where no other agent does."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.due import silence_of
from agents.outcome import Outcome
from agents.qualifier.lead_on import lead_on
from agents.qualifier.recap import is_asked_for, recap
from agents.qualifier.ripe import goes_to_a_person
from agents.qualifier.score import keep_profile, keep_signals, score
from agents.qualifier.silence import after_silence
from agents.state import State
from agents.summary import roll


async def qualifier(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome = Outcome("qualifier", state)
    if silence_of(state):
        await after_silence(outcome, state, runtime.context)
        return outcome.update()
    keep_profile(outcome, state)
    keep_signals(outcome, state)
    score(outcome, state, runtime.context)
    await roll(outcome, state, runtime.context)
    if is_asked_for(state):
        await recap(outcome, state, runtime.context)
        return outcome.update()
    passed_on = await goes_to_a_person(outcome, state, runtime.context)
    if outcome.leads and not passed_on:
        lead_on(outcome, state, runtime.context)
    return outcome.update()
