"""States and contexts made by hand, for what needs no conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from agents.context import Context
from agents.outcome import digest_of
from agents.scheduler.schema import Slot
from agents.state import Pending, State
from commerce.packs.model import Pack
from language.port import Act, Entity, Question, Reading, TimeValue
from tests.agents.talk import pack_of

NOW = "2026-11-23T09:00:00-05:00"
"""A Monday in Bogotá."""


@dataclass(frozen=True)
class Only:
    """A context with a pack and nothing else."""

    pack: Pack
    timezone: str = "America/Bogota"


def context(business: str = "colombiatic", **packed: Any) -> Context:
    pack = pack_of(business)
    if packed:
        pack = pack.model_copy(update={"file": pack.file.model_copy(update=packed)})
    return cast(Context, Only(pack, pack.file.timezone))


def reading(*intents: str, entities: list[Entity] | None = None, reply: str | None = None, **more: Any) -> Reading:
    usual = {
        "language": "es", "intents": [{"name": name, "confidence": 0.9} for name in intents],
        "entities": entities or [], "sentiment": 0.0, "urgency": 0.0, "signals": [], "family": None, "register": None,
        "reply": reply,
    }  # fmt: skip
    return cast(Reading, {**usual, **more})


def entity(kind: str, value: Any = True, text: str = "", confidence: float = 0.9) -> Entity:
    return {"kind": kind, "text": text, "start": 0, "end": len(text), "value": value, "confidence": confidence}


def point(start: str, grain: str = "hour", part: str | None = None) -> TimeValue:
    return {"type": "point", "start": start, "end": None, "grain": grain, "part": part}


def span(start: str | None, end: str | None) -> TimeValue:
    return {"type": "interval", "start": start, "end": end, "grain": "hour", "part": None}


def slot(starts_at: str, person: str = "andres-gil") -> Slot:
    return {"person": person, "starts_at": starts_at, "ends_at": starts_at}


def question(name: str, flow: str, *expects: str, choices: list[str] | None = None) -> Question:
    return {"slot": name, "flow": flow, "expects": list(expects), "choices": choices or []}


def act(kind: str, say: str = "", agent: str = "scheduler", facts: list[str] | None = None, **values: Any) -> Act:
    return {"kind": kind, "agent": agent, "say": say or kind, "values": values, "facts": facts or [], "blocks": []}


def pending(kind: str = "appointment.book", agent: str = "scheduler", shown: Act | None = None, **args: Any) -> Pending:
    return {
        "kind": kind, "flow": "book", "agent": agent, "args": args, "digest": digest_of(kind, args), "facts": [],
        "expires": "2026-11-23T09:30:00-05:00", "shown": shown or act("confirm_booking"),
    }  # fmt: skip


def state(text: str = "hola", heard: Reading | None = None, owner: str = "bot", **known: Any) -> State:
    turn = {
        "seq": 1, "now": NOW, "conversation": "c", "contact": "k", "channel": "web", "owner": owner, "page": None,
        "welcomed": False, "inbound": [{"id": "m1", "text": text, "kind": "text", "data": {}}],
    }  # fmt: skip
    return cast(State, {"language": "es", "turn": turn, "reading": heard or reading(), "greeted": True, **known})


def happened(event: str, heard: Reading | None = None, **known: Any) -> State:
    """A turn that no customer's words began."""
    made = state("", heard, **known)
    made["turn"]["inbound"] = [{"id": "e1", "text": "", "kind": "event", "data": {"event": event}}]
    return made


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
