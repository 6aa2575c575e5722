"""``/console/api/conversations/{id}/turns``: what the graph did in each turn."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from kit.errors import NotFoundError
from server.access import HouseOf
from server.console.access import SignedIn
from server.console.conversations import row_seen_by
from store.kept import kept_states

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


@router.get("/{conversation_id}/turns")
async def turns(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Every turn with its path, times, reading, acts, facts, writes, verdict and model calls."""
    await row_seen_by(house, signed, conversation_id)
    found = await house.inbox.trace(signed.tenant.id, conversation_id)
    return {"turns": found["turns"]}


@router.get("/{conversation_id}/turns/{seq}/state")
async def state(conversation_id: UUID, seq: int, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """What the conversation remembered before and after a turn; 404 where that is no longer kept."""
    await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        states = await kept_states(unit, conversation_id, [seq - 1, seq])
    if seq not in states:
        raise NotFoundError(f"The state after turn {seq} is no longer kept: PARLEY_CHECKPOINTS_KEPT says how many are.")
    return {"before": states.get(seq - 1, {}), "after": states[seq]}
