"""A person's own words in a conversation that is theirs."""

from datetime import datetime
from uuid import UUID

from commerce.conversations.ownership import keep, require_held
from commerce.conversations.transcript import say
from store.unit import Row, Unit


async def speak(unit: Unit, conversation: UUID, agent: str, id: UUID, client_id: str, text: str, now: datetime) -> Row:
    """The message's row; the same ``client_id`` again gives the row that it had.

    Raises LeaseLostError for who does not hold the conversation: then nothing is sent. What the customer had written
    until now counts as answered.
    """
    await require_held(unit, conversation, agent)
    said = await unit.row(
        "SELECT * FROM messages WHERE conversation_id = %s AND client_message_id = %s", (conversation, client_id)
    )
    if said is not None:
        return said
    row = await say(unit, conversation, id, "agent", text, now, agent)
    await unit.run("UPDATE messages SET client_message_id = %s WHERE id = %s", (client_id, id))
    await unit.run(
        "UPDATE conversations SET handled_seq = inbound_seq, seen_seq = inbound_seq WHERE id = %s", (conversation,)
    )
    await keep(unit, conversation, agent, now)
    return row
