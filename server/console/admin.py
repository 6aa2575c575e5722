"""``/console/api/admin``: the audit trail, and how the connections do."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from commerce.audit.repository import record, trail
from server.access import HouseOf
from server.connectors import connectors, test_connector
from server.console.access import Admin

router = APIRouter(prefix="/console/api/admin", tags=["console"])


@router.get("/trail")
async def audit_trail(
    house: HouseOf, signed: Admin, before: Annotated[int | None, Query(ge=1)] = None
) -> dict[str, Any]:
    """A hundred entries, newest first; ``next`` is the ``before`` of the page after."""
    async with house.store.unit(signed.tenant.id) as unit:
        rows = await trail(unit, before)
    return {"entries": rows, "next": rows[-1]["id"] if rows else None}


@router.get("/connectors")
async def how_connectors_do(house: HouseOf, signed: Admin) -> dict[str, Any]:
    """What each delivered last, what waits and what failed. The keys themselves never leave the server."""
    return {"connectors": await connectors(house, signed.tenant.id)}


@router.post("/connectors/{name}/test")
async def try_connector(name: str, house: HouseOf, signed: Admin) -> dict[str, Any]:
    """Asks the vendor something that changes nothing; mail goes to who asks. ``{"worked", "said"}``."""
    tried = await test_connector(house, signed.tenant.id, name, signed.account.email)
    async with house.store.unit(signed.tenant.id) as unit:
        detail = {"connector": name, "worked": tried["worked"]}
        await record(unit, signed.agent, "connector.test", conversation=None, detail=detail, now=house.clock.now())
    return tried
