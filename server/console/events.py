"""``/console/api/events``: the desk as it changes, from any point on."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from sse_starlette.sse import EventSourceResponse

from commerce.accounts import repository
from commerce.accounts.sessions import still_at
from server.access import HouseOf
from server.console.access import Signed, SignedIn
from server.console.feed import Feeds
from server.wiring import House

router = APIRouter(prefix="/console/api", tags=["console"])
PING_S = 20
CHECKED = timedelta(seconds=5)
"""How long an ended session may still hear something."""


@router.get("/events")
async def events(
    request: Request,
    house: HouseOf,
    signed: SignedIn,
    last_event_id: Annotated[int | None, Header(alias="Last-Event-ID", ge=0)] = None,
    since: Annotated[int | None, Query(ge=0)] = None,
) -> EventSourceResponse:
    """Events: ``hello``, ``conversation_updated`` (a line of the list), ``new_message``, ``note``, ``agent_typing``,
    ``presence``, ``release_warning``, ``assigned``, ``reload``. ``id`` is where to go on, with ``Last-Event-ID`` or
    ``since``."""
    feeds: Feeds = request.app.state.feeds
    return EventSourceResponse(
        follow(house, feeds, signed, last_event_id if last_event_id is not None else since), ping=PING_S
    )


async def follow(house: House, feeds: Feeds, signed: Signed, horizon: int | None) -> AsyncIterator[bytes]:
    """Until the session ends or goes elsewhere: that is looked at before something is told, every few seconds."""
    async with house.store.unit(signed.home.id) as unit:
        await repository.seen(unit, signed.account.id, house.clock.now())
    checked = house.clock.now()
    async with feeds.listen(signed.tenant.id, horizon) as heard:
        async for batch in heard:
            now = house.clock.now()
            if now - checked > CHECKED:
                async with house.store.unit(signed.home.id) as unit:
                    if not await still_at(unit, signed.session, signed.tenant.id, now):
                        return
                checked = now
            if seen := [told.encoded for told in batch if signed.account.sees(told.branch)]:
                yield b"".join(seen)
