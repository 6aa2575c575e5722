"""Who is asking: a customer with their session's token, or staff with their key."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Query, Request

from kit.errors import NotAllowedError, NotAuthenticatedError
from server.secrets import Keys
from server.wiring import House


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


def keys_of(request: Request) -> Keys:
    keys: Keys = request.app.state.keys
    return keys


def bearer(
    authorization: Annotated[str | None, Header()] = None,
    x_session_token: Annotated[str | None, Header()] = None,
    token: Annotated[str | None, Query(description="For event streams, which cannot carry a header")] = None,
) -> str | None:
    """The token or key that came with the request, wherever it stands."""
    if authorization and authorization.lower().startswith("bearer "):
        return authorization[7:].strip()
    return x_session_token or token


def check_session(keys: Keys, token: str | None, conversation: UUID) -> str:
    """The tenant of the conversation that the token was given for; raises for another conversation's token."""
    if not token:
        raise NotAuthenticatedError("A session token is needed: send it as 'Authorization: Bearer …'.")
    tenant, own = keys.session_of(token)
    if own != conversation:
        raise NotAllowedError("This token belongs to another session.")
    return tenant


def require_staff(
    keys: Annotated[Keys, Depends(keys_of)],
    token: Annotated[str | None, Depends(bearer)],
    x_staff_key: Annotated[str | None, Header()] = None,
) -> None:
    """Lets staff pass; raises NotAuthenticatedError for everybody else."""
    key = x_staff_key or token
    if not key or not keys.is_staff(key):
        raise NotAuthenticatedError("This is for staff: send the staff key as 'Authorization: Bearer …'.")


HouseOf = Annotated[House, Depends(house_of)]
KeysOf = Annotated[Keys, Depends(keys_of)]
Token = Annotated[str | None, Depends(bearer)]
Staff = Annotated[None, Depends(require_staff)]
