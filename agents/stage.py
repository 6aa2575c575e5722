"""Moves the conversation along the pack's stages, and chooses the strategy."""

from agents.context import Context
from agents.doubts import settle_doubts
from agents.due import next_due, silence_of
from agents.outcome import Outcome
from agents.state import HISTORY_KEPT, State, kept
from commerce.packs.process import Strategy
from commerce.stages.advance import advance, choose_strategy
from language.port import Act


def move(outcome: Outcome, state: State, context: Context, acts: list[Act]) -> None:
    """Takes the first transition whose conditions hold after this turn's acts, or the one of a silence."""
    pack = context.pack
    settle_doubts(outcome, state, acts)
    before = state.get("stage", pack.pipeline.initial)
    situation = situation_of(state, acts)
    after = _after(before, state, context, situation)
    strategy = choose_strategy(pack.strategies, situation, pack.pipeline.conditions).id
    outcome.set(stage=after, strategy=strategy, origin=origin_of(state), due=next_due(state, context, after))
    if after == before and "stage_history" in state:
        return
    entry = {"stage": after, "turn": state["turn"]["seq"], "at": state["turn"]["now"], "why": _why(state)}
    history = [*state.get("stage_history", []), entry][-HISTORY_KEPT:]
    outcome.set(stage_history=history)
    outcome.write("stage.save", current=after, history=history, context={"strategy": strategy})


def strategy_of(state: State, context: Context) -> Strategy:
    """The strategy that fits what the customer has just written, for agents that act on it."""
    pack = context.pack
    return choose_strategy(pack.strategies, situation_of(state, []), pack.pipeline.conditions)


def asks_first(state: State, context: Context) -> bool:
    """Whether the need is asked before a price is told, by the strategy; once, and not of whom it is known."""
    known = "need" in state.get("profile", {}) or state.get("asked", {}).get("need")
    return not known and strategy_of(state, context).ask_before_price


def origin_of(state: State) -> str | None:
    return state.get("origin", state["turn"]["page"])


def situation_of(state: State, acts: list[Act]) -> dict[str, object]:
    """The plain facts that conditions are asked about."""
    pending, reading = state.get("pending"), state["reading"]
    qualified = state.get("qualification", {})
    return {
        "returning": state.get("returning", False),
        "turn": state["turn"]["seq"],
        "stage": state.get("stage"),
        "language": state.get("language"),
        "channel": state["turn"]["channel"],
        "intents": [guess["name"] for guess in reading["intents"]],
        "signals": state.get("signals", []),
        "acts": sorted({act["kind"] for act in acts} | {act["say"] for act in acts}),
        "profile": {name: field["value"] for name, field in state.get("profile", {}).items()},
        "objections": sorted(kept(state, "objections")),
        "temperature": qualified.get("temperature", "cold"),
        "score": qualified.get("score", 0),
        "urgency": reading["urgency"],
        "sentiment": reading["sentiment"],
        "family": reading["family"],
        "page": state["turn"]["page"],
        "origin": origin_of(state),
        "owner": state["turn"]["owner"],
        "pending": pending["kind"] if pending else None,
    }


def _after(before: str, state: State, context: Context, situation: dict[str, object]) -> str:
    pipeline = context.pack.pipeline
    silence = silence_of(state)
    if silence is None:
        return advance(pipeline, before, situation)
    here = pipeline.stages.get(before)
    return here.on_timeout.to or before if silence == "timeout" and here and here.on_timeout else before


def _why(state: State) -> str:
    return silence_of(state) or "turn"
