"""The rows of ``appointments``, read; and what every change to them needs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.types.range import TimestamptzRange

from commerce.appointments.model import AppointmentGoneError
from commerce.packs.business import AppointmentKind
from store.unit import Row, Unit


async def busy(
    unit: Unit,
    people: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    now: datetime | None = None,
    apart_from: UUID | None = None,
    moved: str | None = None,
) -> dict[str, list[tuple[datetime, datetime]]]:
    """When each person is taken, but for the own holds of the contact ``apart_from`` and its appointment ``moved``."""
    rows = await unit.rows(
        """
        SELECT person_id, lower(blocks) AS taken_from, upper(blocks) AS taken_to FROM appointments
         WHERE person_id = ANY(%s) AND blocks && tstzrange(%s, %s)
           AND (reference IS DISTINCT FROM %s OR contact_id IS DISTINCT FROM %s)
           AND (status = 'booked' OR (status = 'held' AND held_until > %s AND contact_id IS DISTINCT FROM %s))
         ORDER BY taken_from
        """,
        (list(people), start, end, moved, apart_from, now or start, apart_from),
    )
    taken: dict[str, list[tuple[datetime, datetime]]] = {person: [] for person in people}
    for row in rows:
        taken[row["person_id"]].append((row["taken_from"], row["taken_to"]))
    return taken


async def by_reference(unit: Unit, reference: str, contact: UUID) -> Row:
    """The contact's own booked appointment; raises AppointmentGoneError."""
    row = await unit.row(
        "SELECT * FROM appointments WHERE reference = %s AND contact_id = %s AND status = 'booked'",
        (reference, contact),
    )
    return still_there(row, reference)


async def of_contact(unit: Unit, contact: UUID, now: datetime) -> list[Row]:
    """What is booked and not over, next first."""
    return await unit.rows(
        "SELECT * FROM appointments WHERE contact_id = %s AND status = 'booked' AND ends_at > %s ORDER BY starts_at",
        (contact, now),
    )


async def release_holds(unit: Unit, contact: UUID) -> None:
    """Gives back every slot that was kept for the customer."""
    await unit.run("DELETE FROM appointments WHERE contact_id = %s AND status = 'held'", (contact,))


async def purge(unit: Unit, resource: int, now: datetime) -> None:
    """Holds whose time is up must not stand in the way."""
    await unit.run(
        "DELETE FROM appointments WHERE resource = %s AND status = 'held' AND held_until <= %s",
        (resource, now),
    )


def blocks_of(kind: AppointmentKind, starts_at: datetime, ends_at: datetime) -> TimestamptzRange:
    """What nobody else may use: the appointment with the buffer after it."""
    return TimestamptzRange(starts_at, ends_at + timedelta(minutes=kind.buffer_minutes))


def still_there(row: Row | None, reference: str) -> Row:
    """The row; raises AppointmentGoneError where there is none."""
    if row is None:
        raise AppointmentGoneError(f"Appointment {reference} is not booked any more.")
    return row
