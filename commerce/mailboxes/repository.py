"""The rows of ``mailboxes``, one for each account that is polled; and whom mail was sent to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from store.unit import Row, Unit


async def place(unit: Unit, account: str) -> Row | None:
    """``{"validity", "last_uid", "polled_at"}``; None where it was never read."""
    return await unit.row("SELECT validity, last_uid, polled_at FROM mailboxes WHERE account = %s", (account,))


async def receiver_of(unit: Unit, effects: Sequence[UUID], addresses: Sequence[str]) -> UUID | None:
    """The contact of the conversation out of which one of the effects sent a mail to one of the addresses.

    Mail for the business's own people, a summary for sales, is not the customer's to answer.
    """
    row = await unit.row(
        "SELECT c.contact_id FROM outbox o JOIN conversations c ON c.id = o.conversation_id WHERE o.id = ANY(%s) "
        "AND o.effect = 'email.send' AND lower(o.payload ->> 'to') = ANY(%s) AND NOT EXISTS ("
        "SELECT 1 FROM summaries s WHERE s.outbox_id = o.id AND s.audience <> 'customer') "
        "ORDER BY o.created_at DESC LIMIT 1",
        (list(effects), [address.lower() for address in addresses]),
    )
    return row["contact_id"] if row else None


async def move(unit: Unit, account: str, before: Row | None, validity: int, last_uid: int, now: datetime) -> bool:
    """Notes how far it is read; False where another process has read it since ``before``."""
    if before is None:
        return bool(
            await unit.run(
                "INSERT INTO mailboxes (tenant_id, account, validity, last_uid, polled_at) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (unit.tenant, account, validity, last_uid, now),
            )
        )
    return bool(
        await unit.run(
            "UPDATE mailboxes SET validity = %s, last_uid = %s, polled_at = %s "
            "WHERE account = %s AND validity = %s AND last_uid = %s",
            (validity, last_uid, now, account, before["validity"], before["last_uid"]),
        )
    )
