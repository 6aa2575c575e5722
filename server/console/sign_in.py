"""``/console/api``: signing in and out, who one is, the second factor, being there for new conversations."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts import passwords, repository
from commerce.accounts.second_factor import address_of, new_secret, step_of
from commerce.accounts.sessions import end_session, find_session, show_factor
from commerce.accounts.sign_in import Given, Unseal, sign_in
from commerce.audit.repository import record
from kit.errors import InvalidInputError, NotAuthenticatedError, NotFoundError, TooManyRequestsError
from server.access import HouseOf, KeysOf
from server.console.access import COOKIE, Signed, SignedIn, keep_cookie
from server.wiring import House

router = APIRouter(prefix="/console/api", tags=["console"])

Short = Annotated[str, StringConstraints(min_length=1, max_length=256)]
ATTEMPTS, WINDOW_S = 20, 300
"""Attempts of one address of the network, beside those that each account counts."""


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenant: Short
    email: Short
    password: Short
    code: Annotated[str, StringConstraints(max_length=12)] | None = None


class Code(BaseModel):
    code: Annotated[str, StringConstraints(max_length=12)]


class Available(BaseModel):
    available: bool


class NewPassword(BaseModel):
    old: Short
    new: Short


@router.post("/sign-in")
async def enter(body: SignIn, request: Request, response: Response, house: HouseOf, keys: KeysOf) -> dict[str, Any]:
    """Sets the session's cookie. 401 says the same of an unknown business, address and password."""
    address = request.client.host if request.client else "unknown"
    if not await house.bus.hit(f"sign-in:{address}", ATTEMPTS, WINDOW_S):
        raise TooManyRequestsError("Too many attempts from this address: wait five minutes.", WINDOW_S)
    if body.tenant not in house.tenants:
        passwords.matches(None, body.password)
        raise NotAuthenticatedError("E-mail or password is not right.")
    now = house.clock.now()
    async with house.store.unit(body.tenant) as unit:
        given = Given(body.email, body.password, body.code)
        outcome = await sign_in(unit, given, house.ids.new(), now, _opened(house))
    if outcome.refusal or not outcome.token:
        raise outcome.refusal or NotAuthenticatedError("E-mail or password is not right.")
    keep_cookie(response, request, body.tenant, outcome.token)
    async with house.store.unit(body.tenant) as unit:
        session = await find_session(unit, outcome.token, now)
    return _me(Signed(session, house.tenant(body.tenant), keys.csrf(session.id)))


@router.post("/sign-out")
async def leave(response: Response, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    now = house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        await end_session(unit, signed.session.id, now)
        await repository.set_available(unit, signed.account.id, False, now)
    response.delete_cookie(COOKIE, path="/console")
    return {"signed_out": True}


@router.get("/me")
async def me(signed: SignedIn) -> dict[str, Any]:
    return _me(signed)


@router.post("/available")
async def available(body: Available, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Whether new conversations may be put on one's desk. Coming there empties the queue at once."""
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.set_available(unit, signed.account.id, body.available, house.clock.now())
    if body.available:
        await house.people.dispatch(signed.tenant.id)
    return {"available": body.available}


@router.post("/password")
async def change_password(body: NewPassword, response: Response, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Signs out everywhere."""
    now = house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        row = await repository.get(unit, signed.account.id)
        if not passwords.matches(row["password_hash"], body.old):
            raise NotAuthenticatedError("The old password is not right.")
        await repository.set_password(unit, signed.account.id, passwords.hashed(body.new), now)
        await record(unit, signed.agent, "user.password", conversation=None, detail={}, now=now)
    response.delete_cookie(COOKIE, path="/console")
    return {"changed": True}


@router.post("/factor")
async def begin_factor(house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """A new secret for an authenticator, as text and as the address that its camera reads. It counts once confirmed."""
    if signed.account.has_factor:
        raise InvalidInputError("There is a second factor already: an admin can take it away.")
    secret = new_secret()
    async with house.store.unit(signed.tenant.id) as unit:
        await repository.set_factor(unit, signed.account.id, house.vault.seal(secret.encode()).decode(), None)
    company = signed.tenant.pack.file.company.name
    return {"secret": secret, "address": address_of(secret, signed.account.email, f"Parley · {company}")}


@router.post("/factor/confirm")
async def confirm_factor(body: Code, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Sets the factor up with a first code; later, shows it again for privileged work."""
    now = house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        row = await repository.get(unit, signed.account.id)
        if row["totp_sealed"] is None:
            raise NotFoundError("No second factor was begun.")
        step = step_of(_opened(house)(row["totp_sealed"]), body.code, now, row["totp_step"])
        if step is None:
            raise NotAuthenticatedError("The code is not right, or it was used already.")
        await repository.set_factor(unit, signed.account.id, row["totp_sealed"], row["totp_since"] or now, step)
        await show_factor(unit, signed.session.id, now)
    return {"confirmed": True}


def _opened(house: House) -> Unseal:
    return lambda sealed: house.vault.open(sealed.encode()).decode()


def _me(signed: Signed) -> dict[str, Any]:
    account, file = signed.account, signed.tenant.pack.file
    return {
        "id": signed.agent, "name": account.name, "email": account.email, "role": account.role,
        "branch": account.branch, "has_factor": account.has_factor, "csrf": signed.csrf,
        "tenant": signed.tenant.id, "company": file.company.name, "languages": list(file.languages),
    }  # fmt: skip
