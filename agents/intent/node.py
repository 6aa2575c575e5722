"""Listens: reads the message in its context and keeps what it says of the customer."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.intent.listen import known, silent, surely
from agents.intent.schema import Heard
from agents.outcome import now_of
from agents.state import State
from language.port import ReadContext, Reading

SIGNALS_KEPT = 12


async def intent(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    context = runtime.context
    text = "\n".join(message["text"] for message in state["turn"]["inbound"] if message["kind"] == "text")
    expired = _expired(state)
    if not text:
        return {"reading": silent(state, context.pack), **expired, "version": 1}
    reading = surely(await context.engine.read(text, _context_of(state, context, expired)))
    heard: Heard = {
        "reading": reading,
        "language": reading["language"],
        "profile": known(reading, state),
        "signals": _signals(state, reading),
    }
    if register := _register(state, context, reading):
        heard["register"] = register
    return {**heard, **expired, "version": 1}


def _context_of(state: State, context: Context, expired: dict[str, Any]) -> ReadContext:
    pending = None if expired else state.get("pending")
    return {
        "now": state["turn"]["now"],
        "timezone": context.timezone,
        "language": state.get("language", context.pack.file.languages[0]),
        "question": state.get("question"),
        "pending": pending["kind"] if pending else None,
        "recent": state.get("recent", []),
    }


def _expired(state: State) -> dict[str, Any]:
    pending = state.get("pending")
    return {"pending": None} if pending and pending["expires"] < now_of(state).isoformat() else {}


def _signals(state: State, reading: Reading) -> list[str]:
    return list(dict.fromkeys([*state.get("signals", []), *reading["signals"]]))[-SIGNALS_KEPT:]


def _register(state: State, context: Context, reading: Reading) -> Any:
    voice = context.pack.file.voice
    if voice.formality != "mirror":
        return voice.formality
    return reading["register"] or state.get("register") or voice.default_register
