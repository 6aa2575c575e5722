"""Who is asking: a customer with their session's token, or staff with theirs, or a program with its own."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Query, Request

from commerce.api_keys import repository as api_keys
from commerce.api_keys.model import Scope, tenant_of
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


def staff_key(
    token: Annotated[str | None, Depends(bearer)], x_staff_key: Annotated[str | None, Header()] = None
) -> str | None:
    return x_staff_key or token


def staff_for(scope: Scope) -> Callable[..., Awaitable[None]]:
    """Lets staff pass, and programs with a key for ``scope`` of the business that the query names."""

    async def require_staff(
        house: Annotated[House, Depends(house_of)],
        keys: Annotated[Keys, Depends(keys_of)],
        key: Annotated[str | None, Depends(staff_key)],
        tenant: Annotated[str | None, Query()] = None,
    ) -> None:
        await check_staff(house, keys, key, tenant, scope)

    return require_staff


async def check_staff(house: House, keys: Keys, key: str | None, tenant: str | None, scope: Scope) -> None:
    """Raises NotAuthenticatedError for who is no staff, NotAllowedError for another business's or scope's key."""
    if key and keys.is_staff(key):
        return
    owner = tenant_of(key) if key else None
    if not key or owner not in house.tenants:
        raise NotAuthenticatedError("This is for staff: send the staff key or an API key as 'Authorization: Bearer …'.")
    async with house.store.unit(owner) as unit:
        scopes = await api_keys.scopes_of(unit, key, house.clock.now())
    if scopes is None:
        raise NotAuthenticatedError("This API key is unknown, revoked or over: make another in the console.")
    if tenant != owner or scope not in scopes:
        raise NotAllowedError(
            f"This API key is of {owner} and for {', '.join(scopes)}: {scope} of {tenant} is not in it."
        )


HouseOf = Annotated[House, Depends(house_of)]
KeysOf = Annotated[Keys, Depends(keys_of)]
Token = Annotated[str | None, Depends(bearer)]
ConversationStaff = Annotated[None, Depends(staff_for("conversations"))]
ReportStaff = Annotated[None, Depends(staff_for("reports"))]
ContentStaff = Annotated[None, Depends(staff_for("content"))]
ApprovalStaff = Annotated[None, Depends(staff_for("approvals"))]
StaffKey = Annotated[str | None, Depends(staff_key)]
