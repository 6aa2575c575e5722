"""What a chat-completions request asks: who wants to know, in which shape, and the data fenced in it."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal

Purpose = Literal["read", "write"]
_FENCE = re.compile(r"^<(\w+)>\n(.*?)\n</\1>$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """One request. ``read``: an answer in the shape of ``schema``; ``write``: words."""

    purpose: Purpose
    model: str
    system: str
    human: str
    stream: bool
    usage: bool
    """Whether the stream is to end with the tokens that were used."""
    schema: dict[str, Any] | None = None
    tools: list[dict[str, Any]] = field(default_factory=list)
    needs_tool: bool = False

    def data(self, name: str) -> Any:
        """What stands between ``<name>`` and ``</name>``; None where nothing does."""
        for found, text in _FENCE.findall(self.human):
            if found == name:
                return json.loads(text)
        return None


def asked_of(body: dict[str, Any]) -> Asked:
    """Raises KeyError, TypeError or ValueError for what is no such request."""
    shape = body.get("response_format") or {}
    schema = shape.get("json_schema", {}).get("schema")
    texts = {message["role"]: _text(message.get("content")) for message in body["messages"]}
    return Asked(
        purpose="read" if schema else "write",
        model=str(body["model"]),
        system=texts.get("system", texts.get("developer", "")),
        human=texts.get("user", ""),
        stream=bool(body.get("stream")),
        usage=bool((body.get("stream_options") or {}).get("include_usage")),
        schema=schema,
        tools=list(body.get("tools") or []),
        needs_tool=body.get("tool_choice") not in (None, "auto", "none"),
    )


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(str(part.get("text", "")) for part in content)
    return str(content or "")
