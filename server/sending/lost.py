"""A message that did not reach the customer: what that means for the line, and a person who sees to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.consents import repository as consents
from commerce.handoffs.repository import queue
from commerce.lines import repository as lines
from commerce.sends import repository as sends
from commerce.sends.outgoing import SEND
from commerce.threads import repository
from commerce.threads.incoming import Failure
from kit.ids import derived
from kit.logging import logger
from server.sending.account import remedy_of
from server.wiring import House
from store.outbox import Effect, enqueue
from store.unit import Row, Unit
from tools.channels.remedy import ANOTHER_TIME, Remedy

log = logger("sending")
SENT_AT_MOST = 3


async def lost(house: House, unit: Unit, channel: str, send: Row, errors: Sequence[Failure], at: datetime) -> None:
    """The channel took it and told later that it failed."""
    failure = errors[0] if errors else Failure(-1, "failed", "")
    why = failure.details or failure.title
    remedy = remedy_of(channel, failure.code)
    log.warning("message_lost", tenant=unit.tenant, code=failure.code, why=why, remedy=remedy)
    if remedy in ANOTHER_TIME and send["attempts"] < SENT_AT_MOST:
        await sends.wait_again(unit, send["id"], house.clock.now())
        key = f"{SEND}:{send['message_id']}:{send['attempts']}"
        effect = Effect(SEND, key, {"message": str(send["message_id"])}, lock=f"thread:{send['conversation_id']}")
        await enqueue(unit, send["conversation_id"], None, [effect], house.clock.now())
        return
    await consequences(unit, send["conversation_id"], remedy, failure.code, why, at)
    if remedy is Remedy.OPTED_OUT:
        return
    await call_person(house, unit, send["conversation_id"], send["message_id"], why)


async def consequences(
    unit: Unit, conversation: UUID, remedy: Remedy, code: int | None, why: str, at: datetime
) -> None:
    """What a refusal says of the customer's window and wish, and of the line."""
    thread = await repository.thread(unit, conversation)
    if thread is None:
        return
    if remedy is Remedy.WINDOW_CLOSED:
        await repository.close_window(unit, conversation, at)
    elif remedy is Remedy.NO_MARKETING:
        await consents.keep(
            unit, thread["contact_id"], thread["channel"], "marketing", allowed=False, source=f"error {code}", at=at
        )
    elif remedy is Remedy.OPTED_OUT:
        await consents.keep(
            unit, thread["contact_id"], thread["channel"], "all", allowed=False, source=f"error {code}", at=at
        )
    elif remedy is Remedy.STOP:
        log.error("line_paused", tenant=unit.tenant, line=thread["line"], code=code, why=why)
        await lines.pause(unit, thread["line"], code or 0, why, at)


async def call_person(house: House, unit: Unit, conversation: UUID, message: UUID | str, why: str) -> None:
    """Queues the conversation for a person. The bot says nothing of it: what it says does not arrive."""
    file = house.tenant(unit.tenant).pack.file
    person = next((each for each in file.people if each.receives_handoffs), file.people[0])
    package: dict[str, Any] = {"message": str(message), "why": why}
    await queue(
        unit, id=derived(unit.tenant, "lost", str(message)), conversation=conversation, reason="delivery_failed",
        person=person.id, package=package, now=house.clock.now(),
    )  # fmt: skip
