"""One conversation in which everybody acts at once: a customer, two people of the team, the clock."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from graphs.inbox import Opening
from kit.clock import StillClock
from kit.errors import ConflictError, NotAllowedError
from server.wiring import House

PEOPLE = ("ana", "luis")
STEPS = 4
"""What each of them does in a run."""
APART_S = {"customer": 0.1, "person": 0.3}
"""The longest pause between two steps of one of them: the assistant has to come to speak before it is cut off."""
LEAP_EVERY_S = 0.25
"""How often time leaps, at the most: for every conversation of the house at once, so not too often."""
IDLE = timedelta(minutes=5, seconds=1)

Act = Callable[[], Awaitable[Any]]


@dataclass
class Played:
    """What came of a run, beside what is in the database."""

    conversation: UUID
    sent: list[str] = field(default_factory=list)
    """Texts of the customer that were acknowledged."""
    shown: list[str] = field(default_factory=list)
    """Sentences of the assistant that the customer saw while they were written."""
    errors: list[str] = field(default_factory=list)
    """What was raised besides a refusal."""


async def play(house: House, tenant: str, random: Random) -> Played:
    """Ends with nobody holding the conversation; the clock of another run may still give it back."""
    run = Played((await house.inbox.start(tenant, Opening())).conversation)
    actors: list[Coroutine[Any, Any, None]] = [_customer(house, tenant, run, Random(random.random()))]
    actors += [_person(house, tenant, run, who, Random(random.random())) for who in PEOPLE]
    await asyncio.gather(*actors)
    for who in PEOPLE:
        with suppress(NotAllowedError):
            await house.people.give_back(tenant, run.conversation, who)
    return run


async def _customer(house: House, tenant: str, run: Played, random: Random) -> None:
    """Writes on, whether the last message is answered or not; half of the time looking on while it is."""
    answers = []
    for number in range(STEPS):
        await _pause(random, "customer")
        text = f"mensaje {number}"
        arrival = await house.inbox.keep(tenant, run.conversation, f"c{number}", text)
        run.sent.append(text)
        release = _shown(run) if random.random() < 0.5 else None
        answers.append(_tried(run.errors, house.inbox.answer(tenant, run.conversation, arrival, release)))
    await asyncio.gather(*answers)


def _shown(run: Played) -> Callable[[str], Awaitable[None]]:
    async def show(sentence: str) -> None:
        run.shown.append(sentence)

    return show


async def _person(house: House, tenant: str, run: Played, who: str, random: Random) -> None:
    people, id = house.people, run.conversation
    other = PEOPLE[1 - PEOPLE.index(who)]
    for number in range(STEPS):
        said = partial(people.say, tenant, id, who, f"{who}{number}", f"{who} dice {number}")
        acts: list[Act] = [
            partial(people.take, tenant, id, who),
            partial(people.take, tenant, id, who, force=True),
            said,
            said,
            partial(people.give_back, tenant, id, who),
            partial(people.transfer, tenant, id, who, other),
            partial(people.typing, tenant, id, who),
        ]
        await _pause(random, "person")
        await _tried(run.errors, random.choice(acts)())


async def pass_time(house: House, tenant: str, random: Random, errors: list[str]) -> None:
    """Until it is cancelled, time passes in leaps for every conversation, and what was left alone goes back."""
    assert isinstance(house.clock, StillClock)
    while True:
        await asyncio.sleep(random.random() * LEAP_EVERY_S)
        house.clock.move(IDLE)
        await _tried(errors, house.people.warn_idle(tenant))
        await _tried(errors, house.people.give_back_idle(tenant))


async def _tried(errors: list[str], work: Awaitable[Any]) -> None:
    """A refusal is an answer too; anything else that is raised is a fault."""
    try:
        await work
    except (ConflictError, NotAllowedError):
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        errors.append(f"{type(error).__name__}: {error}")


async def _pause(random: Random, who: str) -> None:
    await asyncio.sleep(random.random() * APART_S[who])
