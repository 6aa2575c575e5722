"""Who a business says that a visitor is: a JSON web token of its own making, checked against its keys."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
from jwt.types import Options

from commerce.profiles.fields import check
from commerce.visitors.repository import keys as keys_of
from kit.errors import InvalidInputError, NotAuthenticatedError
from server.secrets import Vault
from server.wiring import House

LIFE = timedelta(hours=1)
SLACK_S = 60
SUBJECT_LENGTH = 200
NEEDED = ("tenant", "sub", "iat", "exp", "jti")
FIELDS = {"name": "customer_name", "email": "email", "phone": "phone", "company": "company"}
"""Claims that are kept of the customer, and the profile field of each."""
UNCHECKED: Options = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
    "verify_iss": False,
}


class UnknownUserError(NotAuthenticatedError):
    title = "The user's token is not valid"


@dataclass(frozen=True, slots=True)
class User:
    """``fields`` are profile fields that the business vouches for."""

    subject: str
    token: str
    fields: dict[str, str]


async def user_of(house: House, tenant: str, token: str) -> User:
    """The user that the token names. Raises UnknownUserError with what is wrong about it."""
    claims = await _verified(house, tenant, token)
    if missing := [name for name in NEEDED if not claims.get(name)]:
        raise UnknownUserError(f"The user's token lacks {', '.join(missing)}: expected {', '.join(NEEDED)}.")
    if claims["tenant"] != tenant:
        raise UnknownUserError(f"The user's token is for tenant {claims['tenant']!r}, not for {tenant!r}.")
    _check_life(claims, house.clock.now().timestamp())
    told = {field: str(claims[name]) for name, field in FIELDS.items() if claims.get(name)}
    fields = {field: value for field, value in told.items() if _is_valid(field, value)}
    return User(str(claims["sub"])[:SUBJECT_LENGTH], str(claims["jti"]), fields)


async def _verified(house: House, tenant: str, token: str) -> dict[str, Any]:
    """The claims, where one of the tenant's keys signed them, each with its own algorithm alone."""
    async with house.store.unit(tenant) as unit:
        keys = await keys_of(unit)
    if not keys:
        raise UnknownUserError(f"{tenant} has no key for users: 'parley widget key --tenant {tenant}' makes one.")
    vault = Vault(house.settings)
    for key in keys:
        try:
            claims: dict[str, Any] = jwt.decode(
                token, vault.open(key["sealed"]), algorithms=[key["algorithm"]], options=UNCHECKED
            )
            return claims
        except jwt.InvalidTokenError:
            continue
    raise UnknownUserError("The user's token is signed by none of this business's keys.")


def _check_life(claims: dict[str, Any], now: float) -> None:
    try:
        issued, ends = float(claims["iat"]), float(claims["exp"])
    except (TypeError, ValueError):
        raise UnknownUserError("iat and exp of the user's token: expected seconds since 1970.") from None
    if ends < now - SLACK_S or issued > now + SLACK_S:
        raise UnknownUserError("The user's token has expired, or begins in the future: issue one for each page.")
    if ends - issued > LIFE.total_seconds():
        raise UnknownUserError("The user's token lives too long: expected an hour at the most between iat and exp.")


def _is_valid(field: str, value: str) -> bool:
    try:
        check(field, value)
    except InvalidInputError:
        return False
    return True
