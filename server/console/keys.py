"""``/console/api/keys``: keys of programs that use the API of the business."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.api_keys import repository
from commerce.api_keys.model import SCOPES, as_scopes
from server.access import HouseOf
from server.console.access import Admin, FreshAdmin

router = APIRouter(prefix="/console/api/keys", tags=["console"])


class NewKey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(max_length=200)]
    scopes: list[str]
    days: int | None = Field(default=None, ge=1, le=3650)


@router.get("")
async def listed(house: HouseOf, signed: Admin) -> dict[str, Any]:
    """Without the keys themselves: they were shown when they were made."""
    async with house.store.unit(signed.tenant.id) as unit:
        return {"keys": await repository.listed(unit), "scopes": SCOPES}


@router.post("", status_code=201)
async def create(body: NewKey, house: HouseOf, signed: FreshAdmin) -> dict[str, str]:
    """``{"id", "key"}``: the only time that the key is told."""
    id = house.ids.new()
    wanted = repository.Wanted(body.name, as_scopes(body.scopes), body.days)
    async with house.store.unit(signed.tenant.id) as unit:
        key = await repository.create(unit, id, wanted, signed.agent, house.clock.now())
    return {"id": str(id), "key": key}


@router.delete("/{key_id}")
async def revoke(key_id: UUID, house: HouseOf, signed: FreshAdmin) -> dict[str, bool]:
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.revoke(unit, key_id, signed.agent, house.clock.now())
    return {"revoked": True}
