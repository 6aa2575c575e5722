"""The record of a call: what was asked and answered, how long it took and what it cost."""

from dataclasses import dataclass
from typing import Any

from language.calls import TurnCalls
from language.llm.means import Asking, Means
from language.llm.redact import traced
from language.port import ModelCall


@dataclass
class Told:
    """What has come of a call so far. ``usage``: as the endpoint counts tokens; None until it tells."""

    text: str = ""
    usage: Any = None
    first_ms: float | None = None
    error: str | None = None
    tries: int = 0


def record_of(told: Told, asking: Asking, means: Means, turn: TurnCalls, *, at: float, ms: float) -> ModelCall:
    """``at``: milliseconds after the turn had begun; ``ms``: what the call took."""
    endpoint = means.endpoint
    usage: dict[str, Any] = told.usage or _guessed(told.text, asking)
    tokens_in, tokens_out = int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
    cached = int((usage.get("input_token_details") or {}).get("cache_read", 0))
    record: ModelCall = {
        "purpose": asking.purpose, "model": endpoint.model, "prompt": asking.prompt.id,
        "version": asking.prompt.version, "temperature": endpoint.temperature, "attempts": told.tries,
        "at": at, "ms": ms, "tokens_in": tokens_in, "tokens_out": tokens_out, "tokens_cached": cached,
        "cost": endpoint.price.cost(tokens_in, tokens_out, cached) if endpoint.price else 0,
        "data": traced(asking.data, means.content, turn.personal),
        "answer": traced(told.text, means.content, turn.personal),
    }  # fmt: skip
    if told.usage is None and told.text:
        record["guessed"] = True
    if told.first_ms is not None:
        record["first_ms"] = told.first_ms
    if told.error:
        record["error"] = told.error
    return record


def _guessed(text: str, asking: Asking) -> dict[str, int]:
    """The tokens of an answer that was not read to its end, where the endpoint tells them; rather too many."""
    if not text:
        return {}
    sent = len(asking.prompt.text) + len(asking.data)
    return {"input_tokens": -(-sent // 3), "output_tokens": -(-len(text) // 3)}
