"""``/console/api``: colleagues, users for admins, canned replies, what customers asked in vain."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts import passwords, repository
from commerce.accounts.model import Role
from commerce.audit.repository import record
from commerce.conversations.canned import canned, drop_canned, put_canned
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.console.access import FactorNeededError, Signed, SignedIn
from server.console.shown import user_of
from server.content import unanswered
from server.wiring import House

router = APIRouter(prefix="/console/api", tags=["console"])

Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class NewUser(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Short
    name: Short
    role: Role = "agent"
    password: Short
    branch: Short | None = None


class Canned(BaseModel):
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    content: str


@router.post("/here")
async def here(house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Said every half minute by an open console: who is not heard of gets nothing new on their desk."""
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.seen(unit, signed.account.id, house.clock.now())
        row = await repository.get(unit, signed.account.id)
    return {"available": row["available"]}


@router.get("/people")
async def people(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    async with house.store.unit(signed.tenant.id) as unit:
        rows = await repository.everyone(unit)
    return {"people": [user_of(row) for row in rows if signed.account.sees(row["branch"])]}


@router.post("/people", status_code=201)
async def add_person(body: NewUser, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """For admins who have just shown their second factor."""
    _privileged(house, signed, "admin")
    id, now = house.ids.new(), house.clock.now()
    if body.role == "owner" and signed.account.role != "owner":
        raise InvalidInputError("role: only an owner makes owners.")
    hash = passwords.hashed(body.password)
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.add(unit, id, body.email, body.name, body.role, hash, body.branch, now)
        detail = {"user": str(id), "role": body.role}
        await record(unit, signed.agent, "user.add", conversation=None, detail=detail, now=now)
    return {"id": str(id)}


@router.post("/people/{user_id}/disable")
async def disable_person(user_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    _privileged(house, signed, "admin")
    if user_id == signed.account.id:
        raise InvalidInputError("You cannot disable yourself.")
    now = house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        other = repository.account_of(await repository.get(unit, user_id))
        signed.account.require(other.role)
        await repository.disable(unit, user_id, now)
        await record(unit, signed.agent, "user.disable", conversation=None, detail={"user": str(user_id)}, now=now)
    return {"disabled": True}


@router.get("/canned")
async def canned_replies(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    async with house.store.unit(signed.tenant.id) as unit:
        return {"canned": await canned(unit)}


@router.put("/canned/{name}")
async def set_canned(name: str, body: Canned, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    signed.account.require("supervisor")
    async with house.store.unit(signed.tenant.id) as unit:
        await put_canned(unit, name, body.language, body.content, signed.agent, house.clock.now())
    return {"name": name}


@router.delete("/canned/{name}")
async def remove_canned(name: str, language: str, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    signed.account.require("supervisor")
    async with house.store.unit(signed.tenant.id) as unit:
        await drop_canned(unit, name, language)
    return {"name": name}


@router.get("/unanswered")
async def asked_in_vain(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Grouped, the most asked first."""
    return await unanswered(house, signed.tenant.id)


def _privileged(house: House, signed: Signed, role: Role) -> None:
    """Raises for a lower role, and where no second factor was shown within the last minutes."""
    signed.account.require(role)
    if not signed.session.has_fresh_factor(house.clock.now()):
        raise FactorNeededError("Confirm with a code of your authenticator first (POST /console/api/factor/confirm).")
