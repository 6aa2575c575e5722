"""``/api/v5/sales/quotes``: quotes that a person prepares and sends, for programs that hold the staff key."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from commerce.packs.fields import Language
from server.access import ApprovalStaff, HouseOf
from server.prepared import Person, Wanted, discard, listed, prepare
from server.send_prepared import send

router = APIRouter(prefix="/api/v5/sales/quotes", tags=["quotes"])

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class QuoteLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product_id: Name
    """An item's id or its code."""
    quantity: StrictInt = 1


class Prepared(BaseModel):
    """``off_bp``: a discount on the whole, in hundredths of a percent."""

    model_config = ConfigDict(extra="forbid")

    session_id: UUID
    lines: Annotated[list[QuoteLine], Field(min_length=1, max_length=50)]
    coupon: Annotated[str, StringConstraints(max_length=64)] | None = None
    off_bp: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = None
    language: Language | None = None

    def wanted(self) -> Wanted:
        lines = [{"item": line.product_id, "quantity": line.quantity} for line in self.lines]
        return Wanted(lines, self.coupon, self.off_bp, self.language)


class By(BaseModel):
    """Who does it: whoever holds the staff key vouches for it, and decides as the owner."""

    model_config = ConfigDict(extra="forbid")

    by: Name

    @property
    def person(self) -> Person:
        return Person(self.by, "owner")


class PreparedBy(Prepared, By):
    pass


@router.get("")
async def list_prepared(house: HouseOf, _staff: ApprovalStaff, tenant: str) -> dict[str, Any]:
    """Drafts that are not sent yet."""
    return {"quotes": await listed(house, tenant)}


@router.post("", status_code=201)
async def prepare_quote(body: PreparedBy, house: HouseOf, _staff: ApprovalStaff, tenant: str) -> dict[str, Any]:
    return await prepare(house, tenant, body.session_id, body.wanted(), body.person)


@router.put("/{number}")
async def change_quote(
    number: str, body: PreparedBy, house: HouseOf, _staff: ApprovalStaff, tenant: str
) -> dict[str, Any]:
    """409 once it is sent: what a customer got never changes."""
    return await prepare(house, tenant, body.session_id, body.wanted(), body.person, number)


@router.post("/{number}/discard", status_code=204)
async def discard_quote(number: str, body: By, house: HouseOf, _staff: ApprovalStaff, tenant: str) -> None:
    await discard(house, tenant, number, body.person)


@router.post("/{number}/send")
async def send_quote(number: str, body: By, house: HouseOf, _staff: ApprovalStaff, tenant: str) -> dict[str, Any]:
    """The customer gets it as a turn of the conversation, and may answer it there or on its page."""
    return await send(house, tenant, number, body.person)
