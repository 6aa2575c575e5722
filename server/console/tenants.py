"""``/console/api/tenants``: all businesses, for owners of the owner business, who may work in one for a while."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts.sessions import VISIT
from commerce.audit.repository import record
from commerce.sessions import repository as sessions
from commerce.tenants.repository import figures
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.console.access import FreshOwnerOfAll, OwnerOfAll, Signed, SignedIn
from server.wiring import House

router = APIRouter(prefix="/console/api/tenants", tags=["console"])


class Reason(BaseModel):
    model_config = ConfigDict(extra="forbid")

    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
    """Stands in the trail of both businesses."""


@router.get("")
async def all_tenants(house: HouseOf, signed: OwnerOfAll) -> dict[str, Any]:
    """``{"tenants": [{"id", "name", "type", "own", "revision", "users", "waiting", "last_at"}]}``, the owner first."""
    shown = []
    for name, tenant in sorted(house.tenants.items()):
        file = tenant.pack.file
        async with house.store.unit(name) as unit:
            row = await figures(unit)
        shown.append({"id": name, "name": file.company.name, "type": file.type, "own": name == signed.home.id, **row})
    return {"tenants": sorted(shown, key=lambda each: not each["own"])}


@router.post("/leave")
async def leave(house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """Back to one's own business."""
    async with house.store.unit(signed.home.id) as unit:
        await sessions.visit(unit, signed.session.id, None, None)
    if signed.is_visiting:
        await _noted(house, signed, signed.tenant.id, "owner.leave", {})
    return {"tenant": signed.home.id}


@router.post("/{tenant}/enter")
async def enter(tenant: str, body: Reason, house: HouseOf, signed: FreshOwnerOfAll) -> dict[str, str]:
    """At work in that business for an hour, with all rights of its owner; both trails say so."""
    found = house.tenant(tenant)
    if found.id == signed.home.id:
        raise InvalidInputError("This is your own business.")
    until = house.clock.now() + VISIT
    async with house.store.unit(signed.home.id) as unit:
        await sessions.visit(unit, signed.session.id, found.id, until)
    await _noted(house, signed, found.id, "owner.enter", {"why": body.why, "until": until.isoformat()})
    return {"tenant": found.id, "until": until.isoformat()}


async def _noted(house: House, signed: Signed, other: str, action: str, more: dict[str, str]) -> None:
    """In the trail of the other business and in one's own."""
    now, by = house.clock.now(), {"by": signed.account.email, "from": signed.home.id}
    async with house.store.unit(other) as unit:
        await record(unit, signed.agent, action, conversation=None, detail={**by, **more}, now=now)
    async with house.store.unit(signed.home.id) as unit:
        await record(unit, signed.agent, action, conversation=None, detail={"to": other, **more}, now=now)
