"""A person's own words in a conversation that is theirs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.conversations.ownership import keep, require_held
from commerce.conversations.repository import name_message, said_as
from commerce.conversations.transcript import say
from commerce.leases.repository import answered
from store.unit import Row, Unit


async def speak(
    unit: Unit, conversation: UUID, agent: str, id: UUID, client_id: str, text: str, now: datetime,
    data: dict[str, Any] | None = None,
) -> Row:  # fmt: skip
    """The message's row; the same ``client_id`` again gives the row that it had. ``data`` as ``say`` takes it.

    Raises LeaseLostError for who does not hold the conversation: then nothing is sent. What the customer had written
    until now counts as answered.
    """
    await require_held(unit, conversation, agent)
    said = await said_as(unit, conversation, client_id)
    if said is not None:
        return said
    row = await say(unit, conversation, id, "agent", text, now, agent, data)
    await name_message(unit, id, client_id)
    await answered(unit, conversation)
    await keep(unit, conversation, agent, now)
    return row
