"""``/console/oidc``: to the sign-in provider and back. Who comes back is a user that an admin has added."""

from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from commerce.accounts.arrive import arrive
from kit.errors import InvalidInputError, NotFoundError, ParleyError
from kit.logging import logger
from server.access import HouseOf
from server.console.access import keep_cookie
from server.console.attempts import count_sign_in
from server.oidc import Begun, Provider
from server.wiring import House

router = APIRouter(prefix="/console/oidc", include_in_schema=False)

log = logger("oidc")
COOKIE, PLACE, LONGEST_S = "parley_oidc", "/console/oidc", 600
Refusal = Literal["cancelled", "failed", "unknown"]


@router.get("/start")
async def start(tenant: str, request: Request, house: HouseOf) -> RedirectResponse:
    await count_sign_in(house, request)
    begun = Begun.new(house.tenant(tenant).id)
    try:
        answer = RedirectResponse(await _provider(request).address(begun), 303)
    except NotFoundError:
        raise
    except ParleyError as error:
        log.error("provider_away", why=error.detail)
        return _refused("failed")
    sealed = house.vault.seal(orjson.dumps(begun.plain())).decode()
    # it comes back from another site: a strict cookie would not come along
    answer.set_cookie(
        COOKIE, sealed, max_age=LONGEST_S, path=PLACE, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


@router.get("/callback")
async def callback(
    request: Request, house: HouseOf, state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> RedirectResponse:  # fmt: skip
    """A new session and the console; what went wrong is told there, and why stands in the log."""
    begun = _begun(request, house)
    if begun is None or begun.state != state:
        return _refused("failed")
    if not code:
        return _refused("cancelled")
    try:
        known = await _provider(request).who(begun, code)
    except NotFoundError:
        raise
    except ParleyError as error:
        log.warning("sign_in_not_proven", tenant=begun.tenant, why=error.detail)
        return _refused("failed")
    async with house.store.unit(begun.tenant) as unit:
        token = await arrive(unit, known.subject, known.email, house.ids.new(), house.clock.now())
    if token is None:
        log.warning("sign_in_of_a_stranger", tenant=begun.tenant, vouched=known.email is not None)
        return _refused("unknown")
    answer = RedirectResponse("/console", 303)
    answer.delete_cookie(COOKIE, path=PLACE)
    keep_cookie(answer, request, begun.tenant, token)
    return answer


def _provider(request: Request) -> Provider:
    found: Provider | None = request.app.state.provider
    if found is None:
        raise NotFoundError("No sign-in provider is set: PARLEY_OIDC_ISSUER and PARLEY_OIDC_CLIENT_ID.")
    return found


def _begun(request: Request, house: House) -> Begun | None:
    try:
        kept = orjson.loads(house.vault.open(request.cookies.get(COOKIE, "").encode()))
    except InvalidInputError:
        return None
    return Begun(**kept) if kept["tenant"] in house.tenants else None


def _refused(why: Refusal) -> RedirectResponse:
    answer = RedirectResponse(f"/console?sign_in={why}", 303)
    answer.delete_cookie(COOKIE, path=PLACE)
    return answer
