"""What the stand-in says, and the shapes in which chat completions carry it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from server.modelstub.asked import Asked

CHUNK = 12
"""Characters of one piece of a stream."""


@dataclass(frozen=True)
class Said:
    """One answer. ``lies`` are the parts of it that no honest model would have said, for who judges."""

    text: str = ""
    refusal: str | None = None
    tool_calls: list[dict[str, Any]] = field(default_factory=list)
    finish: str = "stop"
    lies: list[str] = field(default_factory=list)

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [
            {
                "index": place,
                "id": f"call_{place}",
                "type": "function",
                "function": {"name": call["name"], "arguments": json.dumps(call["arguments"], ensure_ascii=False)},
            }
            for place, call in enumerate(self.tool_calls)
        ]


def tokens(text: str) -> int:
    """About four characters each; the stand-in has no tokenizer."""
    return (len(text) + 3) // 4


def usage(asked: Asked, said: Said, cached: int) -> dict[str, Any]:
    prompt, completion = tokens(asked.system) + tokens(asked.human), tokens(said.text)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": cached},
    }


def completion(asked: Asked, said: Said, cached: int) -> dict[str, Any]:
    """The whole answer as one object."""
    message: dict[str, Any] = {"role": "assistant", "content": said.text, "refusal": said.refusal}
    if said.tool_calls:
        message["tool_calls"] = said.calls
    choice = {"index": 0, "finish_reason": _finish(said), "message": message}
    return {**_head(asked, "chat.completion"), "choices": [choice], "usage": usage(asked, said, cached)}


def chunks(asked: Asked, said: Said, cached: int) -> Iterator[dict[str, Any]]:
    """The same answer in the pieces of a stream."""
    head = _head(asked, "chat.completion.chunk")
    yield {**head, "choices": [_delta({"role": "assistant", "content": ""})]}
    for start in range(0, len(said.text), CHUNK):
        yield {**head, "choices": [_delta({"content": said.text[start : start + CHUNK]})]}
    if said.refusal:
        yield {**head, "choices": [_delta({"refusal": said.refusal})]}
    for call in said.calls:
        yield {**head, "choices": [_delta({"tool_calls": [call]})]}
    yield {**head, "choices": [{**_delta({}), "finish_reason": _finish(said)}]}
    if asked.usage:
        yield {**head, "choices": [], "usage": usage(asked, said, cached)}


def _head(asked: Asked, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-stub", "object": kind, "created": 0, "model": asked.model}


def _delta(delta: dict[str, Any]) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": None}


def _finish(said: Said) -> str:
    return "tool_calls" if said.tool_calls and not said.text else said.finish
