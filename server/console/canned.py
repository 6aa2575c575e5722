"""``/console/api``: replies that are typed with ``/name``, and what customers asked in vain."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from commerce.canned import repository
from server.access import HouseOf
from server.console.access import SignedIn, Supervisor
from server.content import unanswered

router = APIRouter(prefix="/console/api", tags=["console"])


class Canned(BaseModel):
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    content: str


@router.get("/canned")
async def canned_replies(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    async with house.store.unit(signed.tenant.id) as unit:
        return {"canned": await repository.listed(unit)}


@router.put("/canned/{name}")
async def set_canned(name: str, body: Canned, house: HouseOf, signed: Supervisor) -> dict[str, str]:
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.put(unit, name, body.language, body.content, signed.agent, house.clock.now())
    return {"name": name}


@router.delete("/canned/{name}")
async def remove_canned(name: str, language: str, house: HouseOf, signed: Supervisor) -> dict[str, str]:
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.drop(unit, name, language)
    return {"name": name}


@router.get("/unanswered")
async def asked_in_vain(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Grouped, the most asked first."""
    return await unanswered(house, signed.tenant.id)
