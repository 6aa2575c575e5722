"""What only people decide, for programs that hold the staff key: discounts beyond the limit, who has which prices."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.approvals.repository import Verdict
from commerce.pricing.repository import give_list
from server.access import ApprovalStaff, HouseOf
from server.approvals import decide, waiting

router = APIRouter(prefix="/api/v5/sales", tags=["sales"])

State = Literal["waiting", "approved", "refused", "expired", "all"]


class CustomerPrices(BaseModel):
    model_config = ConfigDict(extra="forbid")

    price_list: Annotated[str, StringConstraints(max_length=64)] | None
    """A list of the pack; null takes it back."""


class Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    approved: bool
    by: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Who decided: whoever holds the staff key vouches for it."""
    note: Annotated[str, StringConstraints(max_length=1000)] | None = None


@router.get("/approvals")
async def list_approvals(
    house: HouseOf, _staff: ApprovalStaff, tenant: str, status: Annotated[State, Query()] = "waiting"
) -> dict[str, Any]:
    return {"approvals": await waiting(house, tenant, None if status == "all" else status)}


@router.post("/approvals/{approval}")
async def decide_approval(
    approval: UUID, body: Decision, house: HouseOf, _staff: ApprovalStaff, tenant: str
) -> dict[str, Any]:
    """Approves or refuses; the customer hears of it in the conversation. The staff key decides as the owner."""
    verdict = Verdict(body.approved, body.by, "owner", body.note, house.clock.now())
    return await decide(house, tenant, approval, verdict)


@router.put("/contacts/{contact}/price-list")
async def set_price_list(
    contact: UUID, body: CustomerPrices, house: HouseOf, _staff: ApprovalStaff, tenant: str
) -> dict[str, Any]:
    """Gives a customer a price list of their own, from their next conversation on."""
    found = house.tenant(tenant)
    async with house.store.unit(found.id) as unit:
        await give_list(unit, contact, body.price_list, found.pack)
    return {"contact": contact, "price_list": body.price_list}
