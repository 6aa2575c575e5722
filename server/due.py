"""Silences that have fallen due: each becomes a turn, once, however many processes look for it."""

from datetime import timedelta

from agents.due import EVENT
from graphs.inbox import Answer
from kit.clock import StillClock
from kit.errors import ParleyError
from kit.logging import logger
from server.wiring import House
from store.sweep import due_conversations

log = logger("due")


async def fall_due(house: House, tenant: str) -> list[Answer]:
    """Lets every silence of the tenant that is due be a turn; one that fails does not keep the others waiting."""
    answers = []
    for row in await due_conversations(house.store, tenant, house.clock.now()):
        try:
            event = {"event": EVENT}
            answers.append(await house.inbox.happen(tenant, row["id"], f"due:{row['due_at'].isoformat()}", event))
        except ParleyError as error:
            log.error("due_failed", tenant=tenant, conversation=str(row["id"]), why=error.detail)
    return answers


async def let_pass(house: House, clock: StillClock, tenant: str, span: timedelta) -> list[Answer]:
    """Moves a clock that stands still, and stops at whatever falls due on the way."""
    until = clock.now() + span
    answers: list[Answer] = []
    while due := await due_conversations(house.store, tenant, until):
        clock.move(max(due[0]["due_at"] - clock.now(), timedelta(0)))
        found = await fall_due(house, tenant)
        if not found:
            break
        answers += found
    clock.move(until - clock.now())
    return answers
