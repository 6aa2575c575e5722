"""Listens: reads the message in its context and keeps what it says of the customer."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.doubtful import denied
from agents.inbound import written
from agents.intent.hand_back import promised
from agents.intent.listen import amends, corrected, known, silent, surely, vouched
from agents.intent.press import applied, context_for, press_of
from agents.intent.schema import Heard
from agents.intent.taken_back import taken_back
from agents.outcome import is_expired
from agents.state import State
from language.port import ReadContext, Reading

SIGNALS_KEPT = 24
ANSWERS = {"approve", "reject", "amend"}


async def intent(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    context = runtime.context
    text = written(state)
    if not text.strip():
        reading = silent(state, context.pack)
        told = {"language": reading["language"], "profile": vouched(state)}
        return {"reading": reading, **told, **promised(state, context), "version": 1}
    reading = taken_back(surely(await _read(text, state, context), text), state)
    let_go = _let_go(state, reading)
    reading = {**reading, "reply": None} if let_go else reading
    profile = known(reading, state)
    changed = corrected(profile, state)
    if amends(state, reading, changed):
        reading = {**reading, "reply": "amend"}
    heard: Heard = {
        "reading": reading,
        "language": reading["language"],
        "profile": {**profile, **denied(reading, state)},
        "corrected": changed,
        "signals": _signals(state, reading),
    }
    if register := _register(state, context, reading):
        heard["register"] = register
    return {**heard, **let_go, **promised(state, context), "version": 1}


async def _read(text: str, state: State, context: Context) -> Reading:
    """A press is read as what it stands for; what is written, as it is written."""
    press, known_before = press_of(state), _context_of(state, context)
    if press is None:
        return await context.engine.read(text, known_before)
    reading = await context.engine.read(press.text, context_for(press, state, known_before))
    return applied(press, reading, state, context)


def _context_of(state: State, context: Context) -> ReadContext:
    pending = state.get("pending")
    return {
        "now": state["turn"]["now"],
        "timezone": context.timezone,
        "language": state.get("language", context.pack.file.languages[0]),
        "question": state.get("question"),
        "pending": pending["kind"] if pending and not state.get("question") else None,
        "recent": state.get("recent", []),
    }


def _let_go(state: State, reading: Reading) -> dict[str, Any]:
    """An action whose time has passed is forgotten, unless the message answers it: then it is looked at anew."""
    pending = state.get("pending")
    if not pending or not is_expired(pending, state) or reading["reply"] in ANSWERS:
        return {}
    return {"pending": None}


def _signals(state: State, reading: Reading) -> list[str]:
    return list(dict.fromkeys([*state.get("signals", []), *reading["signals"]]))[-SIGNALS_KEPT:]


def _register(state: State, context: Context, reading: Reading) -> Any:
    voice = context.pack.file.voice
    if voice.formality != "mirror":
        return voice.formality
    return reading["register"] or state.get("register") or voice.default_register
