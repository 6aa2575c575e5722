"""``/console/api/factor``: the second factor: begun, confirmed, shown again, and codes for when it is lost."""

from typing import Annotated, Any

import segno
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts import passwords, repository
from commerce.accounts.prove import Unseal, proves
from commerce.accounts.second_factor import address_of, new_recovery, new_secret, recovery_digest
from commerce.audit.repository import record
from commerce.sessions import repository as sessions
from kit.errors import InvalidInputError, NotAuthenticatedError, NotFoundError
from server.access import HouseOf
from server.console.access import FreshAgent, Signed, SignedIn
from server.console.attempts import count_attempt
from server.wiring import House
from store.unit import Row, Unit

router = APIRouter(prefix="/console/api/factor", tags=["console"])


class Password(BaseModel):
    """What proves that it is still the same person; not needed right after a sign-in at the provider."""

    model_config = ConfigDict(extra="forbid")

    password: Annotated[str, StringConstraints(max_length=256)] = ""


class Shown(BaseModel):
    """A code; or, where the session began with one, the password: that it is still the same person."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, StringConstraints(max_length=12)] = ""
    password: Annotated[str, StringConstraints(max_length=256)] = ""


@router.post("")
async def begin(body: Password, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """A new secret: as text, as the address that an authenticator reads, as the modules of its QR code. It counts once
    confirmed. Whoever finds an open browser cannot begin it: the password is asked for again."""
    if signed.account.has_factor:
        raise InvalidInputError("There is a second factor already: an admin can take it away.")
    await count_attempt(house, signed)
    secret, now = new_secret(), house.clock.now()
    async with house.store.unit(signed.home.id) as unit:
        row = await repository.get(unit, signed.account.id)
        known = signed.session.is_fresh_from_provider(now)
        if not known and not passwords.matches(row["password_hash"], body.password):
            raise NotAuthenticatedError("The password is not right.")
        await repository.set_factor(unit, signed.account.id, house.vault.seal(secret.encode()).decode())
    company = signed.home.pack.file.company.name
    address = address_of(secret, signed.account.email, f"Parley · {company}")
    return {"secret": secret, "address": address, "picture": segno.make(address, error="m").svg_data_uri(scale=4)}


@router.post("/confirm")
async def confirm(body: Shown, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """The first time it sets the factor up and tells the recovery codes; later it is shown for privileged work."""
    await count_attempt(house, signed)
    now = house.clock.now()
    async with house.store.unit(signed.home.id) as unit:
        row = await repository.get(unit, signed.account.id)
        if row["totp_sealed"] is None:
            raise NotFoundError("No second factor was begun.")
        if not (_by_password(signed, row, body) or await proves(unit, row, body.code, now, unsealed(house))):
            raise NotAuthenticatedError(
                "The code is not right, or it was used already."
                if body.code
                else "The password is not right here: show a code."
            )
        await sessions.show_factor(unit, signed.session.id, now)
        if row["has_factor"]:
            return {"confirmed": True}
        await repository.begin_factor(unit, signed.account.id, now)
        await record(unit, signed.agent, "user.factor", conversation=None, detail={}, now=now)
        return {"confirmed": True, "recovery": await _recovery(unit, signed)}


@router.post("/recovery")
async def recovery(house: HouseOf, signed: FreshAgent) -> dict[str, list[str]]:
    """New codes for when the authenticator is lost; those that there were open nothing any more."""
    async with house.store.unit(signed.home.id) as unit:
        codes = await _recovery(unit, signed)
        await record(unit, signed.agent, "user.recovery_new", conversation=None, detail={}, now=house.clock.now())
    return {"recovery": codes}


def _by_password(signed: Signed, row: Row, shown: Shown) -> bool:
    """A password stands in for a second factor that this session has shown before, never for one that it has not."""
    was_shown = row["has_factor"] and signed.session.factor_at is not None
    return bool(
        was_shown and shown.password and not shown.code and passwords.matches(row["password_hash"], shown.password)
    )


def unsealed(house: House) -> Unseal:
    return lambda sealed: house.vault.open(sealed.encode()).decode()


async def _recovery(unit: Unit, signed: Signed) -> list[str]:
    codes = new_recovery()
    await repository.set_recovery(
        unit, signed.account.id, [digest for code in codes if (digest := recovery_digest(code))]
    )
    return codes
