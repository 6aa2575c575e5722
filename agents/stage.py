"""Moves the conversation along the pack's stages, and chooses the strategy."""

from agents.context import Context
from agents.outcome import Outcome
from agents.state import HISTORY_KEPT, State
from commerce.stages.advance import advance, choose_strategy
from language.port import Act


def move(outcome: Outcome, state: State, context: Context, acts: list[Act]) -> None:
    """Takes the first transition whose conditions hold after this turn's acts."""
    pack = context.pack
    before = state.get("stage", pack.pipeline.initial)
    situation = situation_of(state, acts)
    after = advance(pack.pipeline, before, situation)
    strategy = choose_strategy(pack.strategies, situation).id
    outcome.set(stage=after, strategy=strategy)
    if after == before and "stage_history" in state:
        return
    entry = {"stage": after, "turn": state["turn"]["seq"], "at": state["turn"]["now"]}
    history = [*state.get("stage_history", []), entry][-HISTORY_KEPT:]
    outcome.set(stage_history=history)
    outcome.write("stage.save", current=after, history=history, context={"strategy": strategy})


def situation_of(state: State, acts: list[Act]) -> dict[str, object]:
    """The plain facts that conditions are asked about."""
    pending = state.get("pending")
    return {
        "returning": state.get("returning", False),
        "turn": state["turn"]["seq"],
        "intents": [guess["name"] for guess in state["reading"]["intents"]],
        "signals": state.get("signals", []),
        "acts": sorted({act["kind"] for act in acts} | {act["say"] for act in acts}),
        "profile": sorted(state.get("profile", {})),
        "temperature": state.get("qualification", {}).get("temperature", "cold"),
        "urgency": state["reading"]["urgency"],
        "page": state["turn"]["page"],
        "owner": state["turn"]["owner"],
        "pending": pending["kind"] if pending else None,
    }
