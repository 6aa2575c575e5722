"""``/console/api/approvals``: discounts that wait for whoever is signed in, as far as their role goes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.approvals import repository as approvals
from commerce.approvals.repository import Verdict
from commerce.conversations.repository import branches_of
from server.access import HouseOf
from server.approvals import decide, waiting
from server.console.access import SignedIn
from server.console.conversations import row_seen_by

router = APIRouter(prefix="/console/api", tags=["console"])


class Decided(BaseModel):
    model_config = ConfigDict(extra="forbid")

    approved: bool
    note: Annotated[str, StringConstraints(max_length=1000)] | None = None


@router.get("/approvals")
async def waiting_here(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """An approver of a branch sees those of the conversations that they see."""
    found = await waiting(house, signed.tenant.id)
    async with house.store.unit(signed.tenant.id) as unit:
        branches = await branches_of(unit, [UUID(each["conversation"]) for each in found])
    return {"approvals": [each for each in found if signed.account.sees(branches[UUID(each["conversation"])])]}


@router.post("/approvals/{approval}")
async def decide_here(approval: UUID, body: Decided, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """A role that may not give so much is refused with the one that may."""
    async with house.store.unit(signed.tenant.id) as unit:
        asked = await approvals.get(unit, approval)
    await row_seen_by(house, signed, asked["conversation_id"])
    verdict = Verdict(body.approved, signed.account.email, signed.account.role, body.note, house.clock.now())
    return await decide(house, signed.tenant.id, approval, verdict)
