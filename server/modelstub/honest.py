"""The honest mode: it claims little when it reads, and words acts as their reference does, a touch softer."""

import json
import re
from random import Random
from typing import Any

from rapidfuzz import fuzz

from server.modelstub.asked import Asked
from server.modelstub.instance import plainest
from server.modelstub.said import Said

SURE = 95.0
"""How alike (0 to 100) a message and an example of an intent are before it is named."""
_INTENT = re.compile(r"^- (\w+): (.+)$", re.MULTILINE)
_OPENERS = {
    "es": ("Con gusto. ", "", "", ""),
    "en": ("Happy to help. ", "", "", ""),
}
_GREETS = re.compile(r"(?i)^(?:hola|buen|hi\b|hello|gracias|thanks|listo|claro|con gusto|sure|of course|queda|de nada)")


def honest(asked: Asked, chance: Random) -> Said:
    if asked.tools and asked.needs_tool:
        return Said(tool_calls=[_called(asked.tools[0])])
    if asked.schema is not None:
        return Said(_json(_heard(asked, asked.schema)))
    return Said(_worded(asked, chance))


def _heard(asked: Asked, schema: dict[str, Any]) -> dict[str, Any]:
    """The plainest reading; an intent is named only where the message is nearly one of its examples."""
    heard: dict[str, Any] = plainest(schema)
    known = asked.data("conversation") or {}
    if "language" in heard and known.get("language"):
        heard["language"] = known["language"]
    name = _intent(str(asked.data("message") or ""), asked.system)
    if name and "intents" in heard:
        heard["intents"] = [{"name": name, "confidence": 0.97}]
    return heard


def _intent(message: str, system: str) -> str | None:
    scored = [
        (fuzz.ratio(message.lower(), example.lower()), name)
        for name, examples in _INTENT.findall(system)
        for example in examples.split(" | ")
    ]
    best, name = max(scored, default=(0.0, ""))
    return name if best >= SURE else None


def _worded(asked: Asked, chance: Random) -> str:
    reference, voice = asked.data("reference"), asked.data("voice") or {}
    if not isinstance(reference, str):
        return "Con gusto." if voice.get("language") == "es" else "Sure."
    openers = _OPENERS.get(str(voice.get("language")), ("",))
    return reference if _GREETS.match(reference) else chance.choice(openers) + reference


def _called(tool: dict[str, Any]) -> dict[str, Any]:
    function = tool["function"]
    return {"name": function["name"], "arguments": plainest(function.get("parameters", {"type": "object"}))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
