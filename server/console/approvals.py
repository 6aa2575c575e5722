"""``/console/api/approvals``: discounts that wait for whoever is signed in, as far as their role goes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.approvals.repository import Verdict
from server.access import HouseOf
from server.approvals import decide, waiting
from server.console.access import SignedIn

router = APIRouter(prefix="/console/api", tags=["console"])


class Decided(BaseModel):
    model_config = ConfigDict(extra="forbid")

    approved: bool
    note: Annotated[str, StringConstraints(max_length=1000)] | None = None


@router.get("/approvals")
async def waiting_here(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    return {"approvals": await waiting(house, signed.tenant.id)}


@router.post("/approvals/{approval}")
async def decide_here(approval: UUID, body: Decided, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """A role that may not give so much is refused with the one that may."""
    verdict = Verdict(body.approved, signed.account.email, signed.account.role, body.note, house.clock.now())
    return await decide(house, signed.tenant.id, approval, verdict)
