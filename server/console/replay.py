"""``/console/api/conversations/{id}``: a turn run again in a sandbox, and what the assistant would say now."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from graphs.replay import Replayed, replay
from server.access import HouseOf
from server.console.access import SignedIn, Supervisor
from server.console.altered import Change, altered
from server.console.conversations import row_seen_by
from server.wiring import House
from store.kept import began_at, load_kept

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


@router.post("/{conversation_id}/turns/{seq}/replay")
async def replay_turn(
    body: Change, conversation_id: UUID, seq: int, house: HouseOf, signed: Supervisor
) -> dict[str, Any]:
    """``{"reply", "record", "facts"}`` of the turn as it goes now. Nothing of it is sent, booked or kept."""
    await row_seen_by(house, signed, conversation_id)
    return _shown(await run_again(house, signed.tenant.id, conversation_id, seq, body))


@router.post("/{conversation_id}/suggestion")
async def suggest(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """What the assistant would answer to what the customer wrote since it last spoke."""
    row = await row_seen_by(house, signed, conversation_id)
    found = await run_again(house, signed.tenant.id, conversation_id, row["turn_seq"] + 1, Change())
    return {"text": found.reply}


async def run_again(house: House, tenant: str, conversation: UUID, seq: int, change: Change) -> Replayed:
    """Raises NotFoundError where what it starts from is not kept, InvalidInputError for what it cannot change to."""
    async with house.store.unit(tenant) as unit:
        found = await load_kept(unit, conversation, seq)
        began = await began_at(unit, conversation, seq)
    now = change.at or began or house.clock.now()
    context = house.context(tenant, found.conversation["timezone"], None)
    return await replay(house.graph, house.saver, found, await altered(house, context, change, now), now)


def _shown(found: Replayed) -> dict[str, Any]:
    return {"reply": found.reply, "record": found.record, "facts": found.facts}
