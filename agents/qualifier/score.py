"""What was told and shown is kept; the lead's score from the pack's rules is written when something changed."""

from agents.context import Context
from agents.outcome import Outcome
from agents.qualifier.schema import Qualified
from agents.stage import situation_of
from agents.state import State
from commerce.leads.model import Qualification
from commerce.leads.qualify import qualify
from commerce.stages.conditions import holds


def keep_profile(outcome: Outcome, state: State) -> None:
    """Saves the fields that this turn's messages gave."""
    sources = {message["id"] for message in state["turn"]["inbound"]}
    fresh = {name: field for name, field in state.get("profile", {}).items() if field["source"] in sources}
    if fresh:
        outcome.write("profile.save", fields=fresh)


def keep_signals(outcome: Outcome, state: State) -> None:
    """Saves what this turn's messages showed, for the contact's other conversations."""
    if signals := state["reading"]["signals"]:
        outcome.write("signals.save", signals=signals, message=state["turn"]["inbound"][-1]["id"])


def found_of(state: State, context: Context) -> Qualification:
    """What the lead is worth by what is known now."""
    pack = context.pack
    situation = situation_of(state, [])
    return qualify(
        state.get("profile", {}), state.get("signals", []), pack,
        lambda when: holds(when, situation, pack.pipeline.conditions),
    )  # fmt: skip


def score(outcome: Outcome, state: State, context: Context) -> None:
    profile, signals = state.get("profile", {}), state.get("signals", [])
    found = found_of(state, context)
    qualified: Qualified = {
        "score": found.score,
        "temperature": found.temperature,
        "reasons": found.reasons,
        "decision_maker": found.decision_maker,
        "budget_range": found.budget_range,
        "timeline": found.timeline,
    }
    if qualified == state.get("qualification"):
        return
    outcome.set(qualification=dict(qualified))
    need = profile["need"]["value"] if "need" in profile else None
    company_size = profile["company_size"]["value"] if "company_size" in profile else None
    outcome.write("lead.save", **qualified, signals=signals, intention=state["reading"]["family"], need=need,
                  company_size=company_size)  # fmt: skip
