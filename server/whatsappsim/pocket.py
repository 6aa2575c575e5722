"""The customer's side: what a person does on the telephone, and what Meta can be made to do. For pages and tests."""

import base64
import binascii
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kit.errors import InvalidInputError, NotFoundError
from server.whatsappsim.hooks import Hooks
from server.whatsappsim.meta import keep_media, status
from server.whatsappsim.world import Entry, Telephone, World

router = APIRouter(prefix="/sim")
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Said(BaseModel):
    """A message of the customer. ``content`` is Meta's of that type; for files ``base64`` is their bytes."""

    model_config = ConfigDict(extra="forbid")

    customer: Id
    line: Id
    type: str = "text"
    text: str | None = None
    content: dict[str, Any] = Field(default_factory=dict)
    base64: str | None = None
    mime: str = "image/jpeg"
    name: str | None = None
    hide_number: bool = False


class Press(BaseModel):
    message: Id
    id: Id


class Told(BaseModel):
    message: Id
    status: Literal["sent", "delivered", "read", "played", "failed"]
    code: int | None = None


class Wishes(BaseModel):
    """Options of Meta's behaviour; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    duplicates: bool | None = None
    held: bool | None = None
    shuffled: bool | None = None
    merged: bool | None = None
    reads: bool | None = None
    fail_next: int | None = None
    silent_next: bool | None = None


@router.get("/state")
async def state(request: Request, customer: str = "", line: str = "") -> dict[str, Any]:
    """All that the telephone shows, and how Meta behaves."""
    world, hooks = _sim(request)
    entries = [e for e in world.entries if (not customer or e.customer == customer) and (not line or e.line == line)]
    person = world.telephones.get(customer)
    typing = world.typing_until.get(customer)
    return {
        "changed": world.changed, "lines": world.numbers.lines, "entries": [_shown(entry) for entry in entries],
        "open": bool(person and world.is_open(line, person)), "typing": bool(typing and world.now() < typing),
        "options": {name: getattr(world.options, name) for name in Wishes.model_fields},
        "held": hooks.held, "failures": hooks.failures, "now": world.now().isoformat(),
    }  # fmt: skip


@router.post("/messages")
async def say(said: Said, request: Request) -> dict[str, Any]:
    """The customer writes, or shares something."""
    world, hooks = _sim(request)
    if said.line not in world.numbers.lines:
        raise NotFoundError(f"Line {said.line!r} is not one of {', '.join(world.numbers.lines)}.")
    customer = _telephone(world, said)
    content = _content(world, said)
    payload = {"type": said.type, said.type: content}
    entry = world.add(mine=True, line=said.line, customer=customer, payload=payload)
    hooks.emit(said.line, contacts=[_contact(customer)], messages=[_message(entry, customer)])
    return _shown(entry)


@router.post("/press")
async def press(pressed: Press, request: Request) -> dict[str, Any]:
    """The customer presses a button or a row of a message."""
    world, hooks = _sim(request)
    asked = world.entry(pressed.message)
    found = _choice(asked.payload, pressed.id) if asked else None
    if asked is None or found is None:
        raise NotFoundError(f"Message {pressed.message} has nothing with the id {pressed.id!r} to press.")
    kind, choice = found
    customer = world.telephone(asked.customer)
    payload = {"type": kind, kind: choice} if kind == "button" else {"type": "interactive", "interactive": choice}
    entry = world.add(mine=True, line=asked.line, customer=customer, payload=payload)
    context = {"from": world.numbers.lines[asked.line], "id": asked.id}
    hooks.emit(asked.line, contacts=[_contact(customer)], messages=[{**_message(entry, customer), "context": context}])
    return _shown(entry)


@router.post("/react")
async def react(pressed: Press, request: Request) -> dict[str, Any]:
    """The customer reacts to a message with the emoji ``id``."""
    world, hooks = _sim(request)
    target = world.entry(pressed.message)
    if target is None:
        raise NotFoundError(f"There is no message {pressed.message}.")
    customer = world.telephone(target.customer)
    target.reaction, world.changed = pressed.id, world.changed + 1
    sender = {"from": customer.number} if customer.number else {"from_user_id": customer.user_id}
    told = {"id": world.new_id("react"), "timestamp": _seconds(world), "type": "reaction", **sender,
            "reaction": {"message_id": target.id, "emoji": pressed.id}}  # fmt: skip
    hooks.emit(target.line, contacts=[_contact(customer)], messages=[told])
    return _shown(target)


@router.post("/statuses")
async def tell(told: Told, request: Request) -> dict[str, Any]:
    """Meta tells of a message of the business, as often and in what order as is asked for."""
    world, hooks = _sim(request)
    entry = world.entry(told.message)
    if entry is None:
        raise NotFoundError(f"There is no message {told.message}.")
    errors = [{"code": told.code, "title": "simulated", "error_data": {"details": "simulated"}}] if told.code else None
    hooks.emit(entry.line, statuses=[status(world, entry, told.status, errors)])
    return _shown(entry)


@router.post("/options")
async def options(wishes: Wishes, request: Request) -> dict[str, Any]:
    world, _ = _sim(request)
    for name in wishes.model_fields_set:
        setattr(world.options, name, getattr(wishes, name))
    world.changed += 1
    return {name: getattr(world.options, name) for name in Wishes.model_fields}


@router.post("/release")
async def release(request: Request) -> dict[str, int]:
    """Lets the webhooks go that were held."""
    world, hooks = _sim(request)
    count = hooks.let_go()
    world.changed += 1
    return {"released": count}


@router.post("/pass-a-day")
async def pass_a_day(request: Request) -> dict[str, str]:
    """A day goes by for Meta: every window closes."""
    world, _ = _sim(request)
    world.pass_a_day()
    return {"now": world.now().isoformat()}


@router.post("/handshake")
async def handshake(request: Request) -> dict[str, bool]:
    _, hooks = _sim(request)
    return {"verified": await hooks.shake_hands()}


def _sim(request: Request) -> tuple[World, Hooks]:
    return request.app.state.world, request.app.state.hooks


def _telephone(world: World, said: Said) -> Telephone:
    person = world.telephone(said.customer)
    person.name = said.name or person.name
    if said.hide_number:
        person.number = None
    return person


def _content(world: World, said: Said) -> dict[str, Any]:
    if said.text is not None and said.type == "text":
        return {"body": said.text}
    if said.base64 is None:
        return said.content
    try:
        content = base64.b64decode(said.base64, validate=True)
    except binascii.Error as error:
        raise InvalidInputError("base64: expected the bytes of the file in base64.") from error
    id = keep_media(world, content, said.mime)
    caption = {"caption": said.text} if said.text else {}
    return {"id": id, "mime_type": said.mime, **caption, **said.content}


def _message(entry: Entry, customer: Telephone) -> dict[str, Any]:
    sender = {"from": customer.number} if customer.number else {}
    told = {"from_user_id": customer.user_id, "id": entry.id, "timestamp": str(int(entry.at.timestamp()))}
    return {**sender, **told, **entry.payload}


def _contact(customer: Telephone) -> dict[str, Any]:
    number = {"wa_id": customer.number} if customer.number else {}
    return {"profile": {"name": customer.name}, **number, "user_id": customer.user_id}


def _choice(payload: dict[str, Any], id: str) -> tuple[str, dict[str, Any]] | None:
    """The type of the message that a press makes, and its content."""
    action = payload.get("interactive", {}).get("action", {})
    for button in action.get("buttons", []):
        if button["reply"]["id"] == id:
            return "interactive", {"type": "button_reply", "button_reply": button["reply"]}
    for row in (row for section in action.get("sections", []) for row in section.get("rows", [])):
        if row["id"] == id:
            return "interactive", {"type": "list_reply", "list_reply": row}
    return ("button", {"payload": id, "text": id}) if payload.get("type") == "template" else None


def _seconds(world: World) -> str:
    return str(int(world.now().timestamp()))


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq, "id": entry.id, "mine": entry.mine, "line": entry.line, "customer": entry.customer,
        "payload": entry.payload, "at": entry.at.isoformat(), "status": entry.status, "reaction": entry.reaction,
    }  # fmt: skip
