"""A reply as it is being written: checked sentences first, then the message that was committed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import orjson

from graphs.drafting import Release
from graphs.inbox import Answer
from kit.errors import ParleyError
from kit.logging import logger
from server.routes.shown import processed
from store.turns import Arrival

log = logger("stream")


Answering = Callable[[Release], Awaitable[Answer]]


async def stream_answer(answering: Answering, arrival: Arrival) -> AsyncIterator[dict[str, str]]:
    """Events: ``accepted``, ``sentence`` (a draft), ``reply`` (what was committed), or ``problem``.

    The turn goes on when the page goes away: only the showing of it stops.
    """
    drafts: asyncio.Queue[str] = asyncio.Queue()
    turn = asyncio.ensure_future(answering(drafts.put))
    _running.add(turn)
    turn.add_done_callback(_running.discard)
    yield _event("accepted", {"seq": arrival.seq})
    while True:
        draft = asyncio.ensure_future(drafts.get())
        await asyncio.wait({turn, draft}, return_when=asyncio.FIRST_COMPLETED)
        if not draft.done():
            draft.cancel()
            break
        yield _event("sentence", {"text": draft.result()})
    while not drafts.empty():
        yield _event("sentence", {"text": drafts.get_nowait()})
    yield _outcome(turn)


_running: set[asyncio.Future[Answer]] = set()


def _outcome(turn: "asyncio.Future[Answer]") -> dict[str, str]:
    error = turn.exception()
    if error is None:
        return _event("reply", processed(turn.result()).model_dump())
    if isinstance(error, ParleyError):
        return _event("problem", {"title": error.title, "status": error.status, "detail": error.detail})
    log.error("unexpected", exc_info=error)
    return _event("problem", {"title": "Something went wrong", "status": 500, "detail": "Your message is kept."})


def _event(name: str, data: dict[str, Any]) -> dict[str, str]:
    return {"event": name, "data": orjson.dumps(data).decode()}
