"""``/console/api/conversations``: the list, one conversation with its client, and what a person does in it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts import repository as accounts
from commerce.browsing.browse import browse
from commerce.browsing.repository import Folder, Wanted, rows_of
from commerce.clients.repository import client_of
from commerce.conversations import repository as conversations
from commerce.notes import repository as notes_kept
from commerce.threads import repository as threads
from graphs.announce import announce
from kit.errors import InvalidInputError, NotFoundError
from server.access import HouseOf
from server.console.access import Signed, SignedIn
from server.console.shown import line_of, message_of, note_of, priced, window_of
from server.wiring import House
from store.unit import Row

router = APIRouter(prefix="/console/api/conversations", tags=["console"])

PAGE = 60
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Narrow = Annotated[str | None, Query(max_length=100)]


class Said(BaseModel):
    """``message_id`` names it: the same one again is sent once."""

    model_config = ConfigDict(extra="forbid")

    message_id: Short
    text: str


class Note(BaseModel):
    text: str


class Transfer(BaseModel):
    to: UUID


@router.get("")
async def list_conversations(
    house: HouseOf, signed: SignedIn, folder: Folder = "all", branch: Narrow = None, channel: Narrow = None,
    stage: Narrow = None, intention: Narrow = None, q: Narrow = None, after: Narrow = None,
) -> dict[str, Any]:  # fmt: skip
    """Newest first, 40 at a time; ``next`` begins the page after. An agent of a branch sees that branch alone."""
    own = signed.account.branch
    wanted = Wanted(signed.agent, folder, own or branch, channel, stage, intention, q or "")
    async with house.store.unit(signed.tenant.id) as unit:
        shelf = await browse(unit, wanted, after)
    return {"conversations": [line_of(row) for row in shelf.rows], "next": shelf.next}


@router.get("/{conversation_id}")
async def one(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Its line, its last messages, its notes, its client, and who has it open."""
    row = await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        (line,) = await rows_of(unit, [conversation_id])
        messages = await conversations.messages(unit, conversation_id, max(0, row["message_seq"] - PAGE), PAGE)
        notes = await notes_kept.of_conversation(unit, conversation_id)
        thread = await threads.thread(unit, conversation_id)
        client = priced(await client_of(unit, row), signed.tenant.pack)
        await conversations.see(unit, conversation_id)
    viewers = await house.bus.presence(_viewers(signed.tenant.id, conversation_id))
    return {
        "conversation": {**line_of(line), "page_url": row["page_url"], "referrer": row["referrer_page"],
                         "utm": row["utm"], "locale": row["locale"], "timezone": row["timezone"],
                         "created_at": row["created_at"].isoformat(), "faithful_to": row["faithful_client_agent_id"],
                         "due_at": row["due_at"].isoformat() if row["due_at"] else None,
                         "window": window_of(thread, house.clock.now())},
        "messages": [message_of(message) for message in messages],
        "notes": [note_of(note) for note in notes],
        "client": client,
        "viewers": viewers,
    }  # fmt: skip


@router.get("/{conversation_id}/messages")
async def messages(
    conversation_id: UUID, house: HouseOf, signed: SignedIn, after: Annotated[int | None, Query(ge=0)] = None,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> dict[str, Any]:  # fmt: skip
    """Those after a number, or the page before one."""
    await row_seen_by(house, signed, conversation_id)
    start = after if after is not None else max(0, (before or 1) - 1 - PAGE)
    async with house.store.unit(signed.tenant.id) as unit:
        found = await conversations.messages(unit, conversation_id, start, PAGE if before else 500)
        if after is not None:
            await conversations.see(unit, conversation_id)
    return {"messages": [message_of(row) for row in found if before is None or row["seq"] < before]}


@router.post("/{conversation_id}/take")
async def take(conversation_id: UUID, house: HouseOf, signed: SignedIn, force: bool = False) -> dict[str, Any]:
    """From here on the assistant says nothing in it. 409 while a colleague works in it; supervisors may ``force``."""
    await row_seen_by(house, signed, conversation_id)
    if force:
        signed.account.require("supervisor")
    epoch = await house.people.take(signed.tenant.id, conversation_id, signed.agent, force=force)
    return {"owner": "human", "agent": signed.agent, "epoch": epoch}


@router.post("/{conversation_id}/release")
async def release(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Gives it back to the assistant, which is told what was said meanwhile."""
    await row_seen_by(house, signed, conversation_id)
    force = signed.account.may_force
    epoch = await house.people.give_back(signed.tenant.id, conversation_id, signed.agent, force=force)
    return {"owner": "bot", "epoch": epoch}


@router.post("/{conversation_id}/transfer")
async def transfer(body: Transfer, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    row = await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        colleague = accounts.account_of(await accounts.get(unit, body.to))
    if not colleague.sees(row["branch"]):
        raise InvalidInputError(
            f"{colleague.name} works in {colleague.branch}, this conversation is of {row['branch']}."
        )
    force = signed.account.may_force
    epoch = await house.people.transfer(signed.tenant.id, conversation_id, signed.agent, str(body.to), force=force)
    return {"owner": "human", "agent": str(body.to), "epoch": epoch}


@router.post("/{conversation_id}/messages", status_code=201)
async def say(body: Said, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """409, and nothing is sent, for who does not hold the conversation."""
    await row_seen_by(house, signed, conversation_id)
    row = await house.people.say(signed.tenant.id, conversation_id, signed.agent, body.message_id, body.text)
    return message_of(row)


@router.post("/{conversation_id}/notes", status_code=201)
async def note(body: Note, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """For colleagues alone."""
    await row_seen_by(house, signed, conversation_id)
    return note_of(await house.people.note(signed.tenant.id, conversation_id, signed.agent, body.text))


@router.post("/{conversation_id}/typing")
async def typing(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    await row_seen_by(house, signed, conversation_id)
    await house.people.typing(signed.tenant.id, conversation_id, signed.agent)
    return {"typing": True}


@router.post("/{conversation_id}/viewing")
async def viewing(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, list[str]]:
    """Said every half minute while it is open, and after each message that came in; who else has it open."""
    await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        await conversations.see(unit, conversation_id)
    channel = _viewers(signed.tenant.id, conversation_id)
    before = await house.bus.presence(channel)
    await house.bus.presence_set(channel, signed.agent, VIEWING_S)
    if signed.agent not in before:
        await announce(house.bus, signed.tenant.id, conversation_id, {"event": "presence", "agent": signed.agent})
    return {"viewers": await house.bus.presence(channel)}


VIEWING_S = 45.0


async def row_seen_by(house: House, signed: Signed, conversation: UUID) -> Row:
    """Raises NotFoundError for another branch's too: whoever may not see it learns nothing of it."""
    async with house.store.unit(signed.tenant.id) as unit:
        row = await conversations.get(unit, conversation)
    if not signed.account.sees(row["branch"]):
        raise NotFoundError(f"Conversation {conversation} was not found.")
    return row


def _viewers(tenant: str, conversation: UUID) -> str:
    return f"{tenant}:viewers:{conversation}"
