"""Many customers want the same hour at once: one gets it, the others are offered more, and nobody gets an error."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.packs.load import load
from evals.bench.database import scratch_settings
from graphs.inbox import Answer, Opening
from kit.clock import StillClock, SystemClock
from kit.ids import SeededIds
from kit.settings import Settings
from server.wiring import House, cache_of, open_house

TENANT = "colombiatic"
MONDAY = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
TELLS = "soy Cliente {n}, cliente{n}@correo{n}.co"
WISH = "quiero agendar una demo el miércoles a las 3 de la tarde"
YES = "sí, confirmo"


@dataclass(frozen=True)
class Race:
    """``refused``: what the others were told, by template. ``offered``: how many of them saw other hours."""

    customers: int
    booked: int
    pending: int
    offered: int
    errors: int
    refused: dict[str, int]
    ms: float


async def bench_bookings(settings: Settings, customers: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """``{"wish": …, "yes": …, "appointments"}``: all wish for the hour at once, then all who were shown it say yes."""
    async with scratch_settings(settings) as scratch, _opened(scratch) as house:
        progress(f"{customers} customers arrive …")
        sessions = await asyncio.gather(*(_arrives(house, number) for number in range(customers)))
        progress("all want Wednesday at three …")
        wish = await _race(house, sessions, WISH)
        progress("and say yes …")
        yes = await _race(house, sessions, YES)
        async with house.store.unit(TENANT) as unit:
            rows = await unit.rows("SELECT status, count(*) AS n FROM appointments GROUP BY status")
        return {"wish": vars(wish), "yes": vars(yes), "appointments": {row["status"]: row["n"] for row in rows}}


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[House]:
    """The demo business on a clock that stands still, so that Wednesday is Wednesday."""
    async with open_house(settings, clock=_Ticking(MONDAY), ids=SeededIds("bookings"), only=[]) as house:
        await house.admit(load(settings.packs_dir, TENANT, cache_of(settings)))
        yield house


class _Ticking(StillClock):
    """The hour stands still; durations are real."""

    def ticks(self) -> float:
        return SystemClock().ticks()


async def _arrives(house: House, number: int) -> UUID:
    started = await house.inbox.start(TENANT, Opening())
    await house.inbox.receive(TENANT, started.conversation, "m1", TELLS.format(n=number))
    return started.conversation


async def _race(house: House, sessions: list[UUID], text: str) -> Race:
    began = house.clock.ticks()
    answers = await asyncio.gather(
        *(house.inbox.receive(TENANT, session, text[:8], text) for session in sessions), return_exceptions=True
    )
    ms = house.clock.ticks() - began
    done = [answer for answer in answers if isinstance(answer, Answer)]
    said = Counter(say for answer in done for say in _sayings(answer))
    return Race(
        customers=len(sessions),
        booked=said["booked"],
        pending=said["confirm_booking"],
        offered=sum(_is_offered(answer) for answer in done),
        errors=len(answers) - len(done) + said["apology"],
        refused={say: said[say] for say in ("slot_taken", "offer_slots", "outside_hours", "no_slots") if said[say]},
        ms=round(ms, 1),
    )


def _sayings(answer: Answer) -> set[str]:
    return {act["say"] for act in answer.done.state["said"]} if answer.done else set()


def _is_offered(answer: Answer) -> bool:
    """Whether the customer saw hours to choose from."""
    return any(block["kind"] == "slots" and block["items"] for reply in answer.replies for block in reply["blocks"])
