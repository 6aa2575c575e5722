"""What a conversation that moved has left in the tables."""

from uuid import UUID

from store.unit import Row, Unit


async def cart_of(unit: Unit, conversation: UUID) -> list[dict[str, object]]:
    row = await unit.row(
        "SELECT s.items FROM cart_sessions s JOIN conversations c ON c.contact_id = s.contact_id "
        "WHERE c.id = %s AND s.status = 'open'",
        (conversation,),
    )
    return list(row["items"]) if row else []


async def left_by(unit: Unit, conversation: UUID) -> Row:
    """How many messages came in, how many turns' words did not leave or left twice, what was booked."""
    row = await unit.row(
        """
        SELECT c.channel, c.inbound_seq - c.handled_seq AS waiting,
               (SELECT count(*) FROM messages WHERE conversation_id = c.id AND sender_type = 'client') AS written,
               (SELECT count(*) FROM messages m WHERE conversation_id = c.id AND sender_type = 'ai'
                   AND m.seq > (SELECT min(seq) FROM messages WHERE conversation_id = c.id AND metadata ? 'transfer')
                   AND 1 <> (SELECT count(*) FROM outbox o WHERE o.effect = 'channel.send'
                             AND o.payload ->> 'message' = m.id::text)) AS not_once,
               (SELECT count(*) FROM appointments WHERE conversation_id = c.id AND status = 'booked') AS appointments,
               (SELECT count(*) FROM cart_sessions s WHERE s.contact_id = c.contact_id AND s.status = 'open'
                   AND s.items <> '[]') AS cart_sessions,
               (SELECT count(*) FROM conversations o WHERE o.contact_id = c.contact_id) AS conversations
          FROM conversations c WHERE c.id = %s
        """,
        (conversation,),
    )
    assert row is not None
    return row


async def free_the_calendar(unit: Unit) -> None:
    """The next customer finds the times free that this one took."""
    await unit.run("DELETE FROM appointments")
