"""A script plays a colleague: the newest discount that waits in a conversation is approved or refused."""

from uuid import UUID

from commerce.approvals.repository import Verdict, message_of
from commerce.packs.prices import ROLES
from graphs.inbox import Answer
from kit.errors import InvalidInputError
from server.approvals import decide, waiting
from server.wiring import House


async def decide_newest(house: House, tenant: str, conversation: UUID, role: str, *, approved: bool) -> Answer:
    """Decides as somebody of that role would, and gives the turn that tells of it."""
    if role not in ROLES:
        raise InvalidInputError(f"approve, refuse: {role!r}: expected one of {', '.join(ROLES)}.")
    found = [row for row in await waiting(house, tenant) if row["conversation"] == str(conversation)]
    if not found:
        raise InvalidInputError("approve, refuse: no discount waits for anybody in this conversation.")
    approval = UUID(found[-1]["id"])
    await decide(house, tenant, approval, Verdict(approved, role, role, None, house.clock.now()))
    told = {"event": "approval_decided"}
    return await house.inbox.happen(tenant, conversation, message_of(approval), told)  # told already: its answer again
