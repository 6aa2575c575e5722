"""Moves and cancels what is booked. Whoever asks must be the contact who booked it."""

from datetime import datetime
from uuid import UUID

import psycopg

from commerce.appointments.model import SlotTakenError
from commerce.appointments.repository import blocks_of, purge, release_holds, still_there
from commerce.packs.business import AppointmentKind
from commerce.people.repository import lock
from store.unit import Row, Unit


async def reschedule(
    unit: Unit,
    reference: str,
    *,
    contact: UUID,
    kind: AppointmentKind,
    person: str,
    starts_at: datetime,
    ends_at: datetime,
    timezone: str,
    now: datetime,
) -> Row:
    """Moves an appointment of this contact; raises AppointmentGoneError, SlotTakenError."""
    resource = await lock(unit, person)
    await release_holds(unit, contact)
    await purge(unit, resource, now)
    try:
        moved = await unit.row(
            """
            UPDATE appointments
               SET person_id = %(person)s, resource = %(resource)s,
                   starts_at = %(starts)s, ends_at = %(ends)s,
                   blocks = %(blocks)s, timezone = %(timezone)s, sequence = sequence + 1, updated_at = %(now)s
             WHERE reference = %(reference)s AND contact_id = %(contact)s AND status = 'booked'
            RETURNING *
            """,
            {
                "person": person,
                "resource": resource,
                "starts": starts_at,
                "ends": ends_at,
                "blocks": blocks_of(kind, starts_at, ends_at),
                "timezone": timezone,
                "now": now,
                "reference": reference,
                "contact": contact,
            },
        )
    except psycopg.errors.ExclusionViolation as error:
        raise SlotTakenError(f"{starts_at.isoformat()} with {person} has just been taken.") from error
    return still_there(moved, reference)


async def cancel(unit: Unit, reference: str, contact: UUID, now: datetime) -> Row:
    """Cancels an appointment of this contact; raises AppointmentGoneError.

    Calendars learn of it by the next ``sequence``.
    """
    gone = await unit.row(
        "UPDATE appointments SET status = 'cancelled', sequence = sequence + 1, updated_at = %s "
        "WHERE reference = %s AND contact_id = %s AND status = 'booked' RETURNING *",
        (now, reference, contact),
    )
    return still_there(gone, reference)
