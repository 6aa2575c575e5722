"""Recognises who comes back by the token that their browser kept, and gives them the next one."""

from uuid import UUID

from commerce.visitors.repository import renew, rotate
from kit.errors import NotAuthenticatedError
from server.secrets import Keys, VisitorToken
from server.wiring import House


async def recognised(house: House, keys: Keys, tenant: str, token: str | None) -> VisitorToken:
    """The visitor with the generation of their next token; a stranger for a token that opens nothing any more."""
    try:
        return await rotated(house, keys, tenant, token) if token else _stranger(house, tenant)
    except NotAuthenticatedError:
        return _stranger(house, tenant)


async def rotated(house: House, keys: Keys, tenant: str, token: str) -> VisitorToken:
    """The same visitor with their next generation. Raises NotAuthenticatedError for any other text."""
    told = keys.visitor(token)
    if told.tenant != tenant:
        raise NotAuthenticatedError("This visitor token belongs to another business.")
    async with house.store.unit(tenant) as unit:
        return VisitorToken(tenant, told.visitor, await rotate(unit, told.visitor, told.generation, house.clock.now()))


async def renewed(house: House, tenant: str, visitor: UUID) -> VisitorToken:
    """The next generation without the token before it, for who was just recognised in another way."""
    async with house.store.unit(tenant) as unit:
        return VisitorToken(tenant, visitor, await renew(unit, visitor, house.clock.now()))


def signed(keys: Keys, house: House, visitor: VisitorToken) -> str:
    return keys.visitor_token(visitor.tenant, visitor.visitor, visitor.generation, house.clock.now())


def _stranger(house: House, tenant: str) -> VisitorToken:
    return VisitorToken(tenant, house.ids.new(), 1)
