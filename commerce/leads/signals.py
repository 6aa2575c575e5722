"""The rows of ``contact_signals``: what a contact has shown, in whatever conversation, and which message showed it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from store.unit import Row, Unit

KEPT = timedelta(days=180)
"""How long a signal speaks for the contact after it was last shown."""
PASSING = {"urgent_need": timedelta(days=2)}
"""What was urgent is settled soon, one way or the other."""


async def save(unit: Unit, *, contact: UUID, message: UUID, signals: Iterable[str], now: datetime) -> None:
    """Notes that ``message`` shows these; the same message counts once."""
    for signal in sorted(set(signals)):
        await unit.run(
            """
            INSERT INTO contact_signals AS s (
                tenant_id, contact_id, signal, first_seen, first_message, last_seen, last_message)
            VALUES (%(tenant)s, %(contact)s, %(signal)s, %(now)s, %(message)s, %(now)s, %(message)s)
            ON CONFLICT (tenant_id, contact_id, signal) DO UPDATE
               SET count = s.count + 1, last_seen = excluded.last_seen, last_message = excluded.last_message
             WHERE excluded.last_message NOT IN (s.first_message, s.last_message)
            """,
            {"tenant": unit.tenant, "contact": contact, "signal": signal, "message": message, "now": now},
        )


async def of_contact(unit: Unit, contact: UUID, now: datetime) -> list[Row]:
    """What still speaks for the contact, oldest first: ``signal``, ``count``, and when and where first and last."""
    rows = await unit.rows(
        "SELECT signal, count, first_seen, first_message, last_seen, last_message FROM contact_signals "
        "WHERE contact_id = %s AND last_seen > %s ORDER BY first_seen, signal",
        (contact, now - KEPT),
    )
    return [row for row in rows if row["last_seen"] > now - PASSING.get(row["signal"], KEPT)]
