"""Conversations from the terminal: live with a business, or a script played in a copy of it.

A script never books the business's real hours nor takes its real stock: it plays in a *rehearsal*, a tenant made of the
same pack whose rows are its own, named after the script. Playing it again begins with empty rows, so that two runs with
the same ``--now`` say the same; what it left can be looked at afterwards.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from commerce.conversations.transcript import say
from commerce.packs.load import load
from commerce.tenants.forget import forget
from graphs.inbox import Opening
from kit.clock import Clock, StillClock, SystemClock
from kit.ids import SeededIds
from kit.settings import Settings
from server.due import let_pass
from server.full import whole
from server.play_approval import decide_newest
from server.play_payment import pay_newest
from server.script import Step, read_script
from server.wiring import House, cache_of, open_house

Tell = Callable[[dict[str, Any]], None]


async def talk(settings: Settings, tenant: str, channel: str, at: datetime | None, lines: TextIO, tell: Tell) -> None:
    """A live conversation: one line of ``lines`` is one message."""
    clock: Clock = StillClock(at) if at else SystemClock()
    async with open_house(settings, clock=clock, only=[tenant]) as house:
        started = await house.inbox.start(tenant, Opening(channel=channel))
        for number, line in enumerate(lines, 1):
            if text := line.strip():
                answer = await house.inbox.receive(tenant, started.conversation, f"line-{number}", text)
                tell(whole(answer, text))


async def play(settings: Settings, tenant: str, script: Path, channel: str, at: datetime | None, tell: Tell) -> UUID:
    """Plays a script in a rehearsal of its own; the conversation's id."""
    steps = read_script(script)
    name = rehearsal_of(tenant, script, channel, at)
    clock: Clock = StillClock(at) if at else SystemClock()
    async with open_house(settings, clock=clock, ids=SeededIds(name), only=[]) as house:
        await forget(house.store, name)
        await house.admit(load(settings.packs_dir, tenant, cache_of(settings)), name)
        return await play_in(house, name, steps, channel, tell)


async def play_in(house: House, tenant: str, steps: list[Step], channel: str, tell: Tell) -> UUID:
    """Plays the steps with a tenant of the house, from a new conversation on."""
    started = await house.inbox.start(tenant, Opening(channel=channel))
    for number, step in enumerate(steps, 1):
        await _do(house, tenant, started.conversation, number, step, tell)
    return started.conversation


def rehearsal_of(tenant: str, script: Path, channel: str, at: datetime | None) -> str:
    digest = hashlib.sha256(script.read_bytes() + channel.encode() + (at.isoformat() if at else "").encode())
    return f"{tenant}--{digest.hexdigest()[:8]}"


async def _do(house: House, tenant: str, conversation: UUID, number: int, step: Step, tell: Tell) -> None:
    match step.kind:
        case "say":
            answer = await house.inbox.receive(tenant, conversation, f"line-{number}", step.text)
            tell(whole(answer, step.text))
        case "wait":
            if isinstance(house.clock, StillClock):
                for answer in await let_pass(house, house.clock, tenant, timedelta(seconds=step.seconds)):
                    tell(whole(answer, "[silence]"))
        case "take" | "release" | "agent":
            await _person(house, tenant, conversation, step)
        case "pay":
            answer = await pay_newest(house, tenant, conversation, step.text)
            tell(whole(answer, f"[payment: {step.text}]"))
        case "approve" | "refuse":
            approved = step.kind == "approve"
            answer = await decide_newest(house, tenant, conversation, step.text, approved=approved)
            tell(whole(answer, f"[{step.kind}: {step.text}]"))
        case "event":
            answer = await house.inbox.happen(tenant, conversation, f"event-{number}", step.data)
            tell(whole(answer, f"[{step.data['event']}]"))


async def _person(house: House, tenant: str, conversation: UUID, step: Step) -> None:
    if step.kind == "take":
        await house.people.take(tenant, conversation, step.text)
    elif step.kind == "release":
        await house.people.give_back(tenant, conversation, step.text)
    else:
        async with house.store.unit(tenant) as unit:
            await say(unit, conversation, house.ids.new(), "agent", step.text, house.clock.now())
