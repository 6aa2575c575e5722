"""``/console/api/people``: colleagues; for admins also who may sign in, as what, and where."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from commerce.accounts import passwords, repository
from commerce.accounts.model import Account, Role
from commerce.audit.repository import record
from kit.errors import InvalidInputError, NotAllowedError
from server.access import HouseOf
from server.console.access import FreshBranchAdmin, Signed, SignedIn
from server.console.hours import Span
from server.console.shown import user_of
from server.wiring import House
from store.unit import Unit

router = APIRouter(prefix="/console/api", tags=["console"])

Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Skill = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")]


class Place(BaseModel):
    """What somebody is. ``branch``: the only one that they see; none sees all."""

    model_config = ConfigDict(extra="forbid")

    role: Role = "agent"
    branch: Short | None = None


class NewUser(Place):
    email: Short
    name: Short
    password: Short


class Work(BaseModel):
    """What routing goes by. ``hours``: none is always; ``skills``: reasons of handing over and languages."""

    model_config = ConfigDict(extra="forbid")

    hours: list[Span] = Field(default=[], max_length=30)
    skills: list[Skill] = Field(default=[], max_length=30)
    capacity: Annotated[StrictInt, Field(ge=0, le=100)] = 8


class NewPassword(BaseModel):
    model_config = ConfigDict(extra="forbid")

    password: Short


@router.post("/here")
async def here(house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Said every half minute by an open console: who is not heard of gets nothing new on their desk."""
    async with house.store.unit(signed.home.id) as unit:
        await repository.seen(unit, signed.account.id, house.clock.now())
        row = await repository.get(unit, signed.account.id)
    return {"available": row["available"]}


@router.get("/people")
async def people(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    async with house.store.unit(signed.tenant.id) as unit:
        rows = await repository.everyone(unit)
    return {"people": [user_of(row) for row in rows if signed.account.sees(row["branch"])]}


@router.post("/people", status_code=201)
async def add_person(body: NewUser, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, str]:
    _check_place(signed, body)
    id, now = house.ids.new(), house.clock.now()
    hash = passwords.hashed(body.password)
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.add(unit, id, body.email, body.name, body.role, hash, body.branch, now)
        await _noted(unit, house, signed, "user.add", id, role=body.role, branch=body.branch)
    return {"id": str(id)}


@router.put("/people/{user_id}")
async def move_person(user_id: UUID, body: Place, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, str]:
    """Another role or branch. They sign in anew."""
    _check_place(signed, body)
    async with house.store.unit(signed.tenant.id) as unit:
        before = await _other(unit, signed, user_id)
        await repository.set_place(unit, user_id, body.role, body.branch, house.clock.now())
        was = {"role": before.role, "branch": before.branch}
        await _noted(unit, house, signed, "user.place", user_id, role=body.role, branch=body.branch, was=was)
    return {"id": str(user_id)}


@router.put("/people/{user_id}/work")
async def set_work(user_id: UUID, body: Work, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, str]:
    """When they work and what for: from now on nothing new is put on their desk at other times."""
    told = body.model_dump()
    async with house.store.unit(signed.tenant.id) as unit:
        await _other(unit, signed, user_id, themselves=True)
        await repository.set_work(unit, user_id, **told)
        await _noted(unit, house, signed, "user.work", user_id, **told)
    return {"id": str(user_id)}


@router.post("/people/{user_id}/disable")
async def disable_person(user_id: UUID, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, bool]:
    """At once: their sessions end."""
    async with house.store.unit(signed.tenant.id) as unit:
        await _other(unit, signed, user_id)
        await repository.disable(unit, user_id, house.clock.now())
        await _noted(unit, house, signed, "user.disable", user_id)
    return {"disabled": True}


@router.post("/people/{user_id}/enable")
async def enable_person(user_id: UUID, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, bool]:
    async with house.store.unit(signed.tenant.id) as unit:
        await _other(unit, signed, user_id)
        await repository.enable(unit, user_id)
        await _noted(unit, house, signed, "user.enable", user_id)
    return {"disabled": False}


@router.post("/people/{user_id}/password")
async def reset_password(user_id: UUID, body: NewPassword, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, bool]:
    """For who has forgotten theirs; their sessions end. They change it themselves once they are in."""
    hash = passwords.hashed(body.password)
    async with house.store.unit(signed.tenant.id) as unit:
        await _other(unit, signed, user_id)
        await repository.set_password(unit, user_id, hash, house.clock.now())
        await _noted(unit, house, signed, "user.password_reset", user_id)
    return {"changed": True}


@router.delete("/people/{user_id}/factor")
async def take_factor_away(user_id: UUID, house: HouseOf, signed: FreshBranchAdmin) -> dict[str, bool]:
    """For who has lost their authenticator and their recovery codes; their sessions end."""
    async with house.store.unit(signed.tenant.id) as unit:
        await _other(unit, signed, user_id)
        await repository.forget_factor(unit, user_id, house.clock.now())
        await _noted(unit, house, signed, "user.factor_removed", user_id)
    return {"has_factor": False}


def _check_place(signed: Signed, place: Place) -> None:
    """Nobody makes a role above their own, nor a place outside of the branch that they see."""
    if place.role == "owner" and signed.account.role != "owner":
        raise InvalidInputError("role: only an owner makes owners.")
    known = [branch.id for branch in signed.tenant.pack.file.branches]
    if place.branch is not None and place.branch not in known:
        raise InvalidInputError(f"branch {place.branch!r}: expected one of {', '.join(known) or 'none'}.")
    if signed.account.branch and place.branch != signed.account.branch:
        raise InvalidInputError(f"branch: you look after {signed.account.branch} alone.")


async def _other(unit: Unit, signed: Signed, user: UUID, *, themselves: bool = False) -> Account:
    """Somebody else, or ``themselves``, of no higher role and of the branch that one sees.

    Raises NotAllowedError, RoleError.
    """
    other = repository.account_of(await repository.get(unit, user))
    if other.id == signed.account.id and not themselves:
        raise InvalidInputError("This is for somebody else than yourself.")
    signed.account.require(other.role)
    if signed.account.branch and other.branch != signed.account.branch:
        raise NotAllowedError(f"{other.name} is not of {signed.account.branch}.")
    return other


async def _noted(unit: Unit, house: House, signed: Signed, action: str, user: UUID, **more: object) -> None:
    detail = {"user": str(user), **more}
    await record(unit, signed.agent, action, conversation=None, detail=detail, now=house.clock.now())
