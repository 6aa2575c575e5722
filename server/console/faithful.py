"""``/console/api/conversations/{id}/faithful``: a client's own salesperson, set and cleared."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from commerce.accounts import repository as accounts
from commerce.audit.repository import record
from commerce.conversations.repository import pin
from graphs.announce import announce
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.console.access import SignedIn
from server.console.conversations import row_seen_by

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


class Pinned(BaseModel):
    """``to``: the salesperson; none lets anybody serve the client again."""

    to: UUID | None


@router.put("/{conversation_id}/faithful")
async def set_faithful(body: Pinned, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, str | None]:
    """Only supervisors pin a client to somebody else than themselves."""
    row = await row_seen_by(house, signed, conversation_id)
    if body.to != signed.account.id:
        signed.account.require("supervisor")
    to = str(body.to) if body.to else None
    async with house.store.unit(signed.tenant.id) as unit:
        if body.to and not accounts.account_of(await accounts.get(unit, body.to)).sees(row["branch"]):
            raise InvalidInputError(f"to: this person does not work in {row['branch']}.")
        await pin(unit, conversation_id, to)
        detail, now = {"to": to}, house.clock.now()
        await record(unit, signed.agent, "client.pin", conversation=conversation_id, detail=detail, now=now)
    await announce(house.bus, signed.tenant.id, conversation_id, {"event": "owner"})
    return {"to": to}
