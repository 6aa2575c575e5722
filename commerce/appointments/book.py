"""Holds and books. No two appointments of a person overlap, buffers included: the database refuses it."""

from datetime import datetime
from typing import LiteralString

import psycopg
from psycopg.types.json import Jsonb

from commerce.appointments.model import Booking, SlotTakenError
from commerce.appointments.repository import blocks_of, purge, release_holds
from commerce.people.repository import lock
from store.unit import Row, Unit

_INSERT: LiteralString = """
    INSERT INTO appointments (
        id, tenant_id, conversation_id, contact_id, reference, kind, person_id, resource, starts_at, ends_at,
        blocks, timezone, status, held_until, details, created_at, updated_at)
    VALUES (
        %(id)s, %(tenant)s, %(conversation)s, %(contact)s, %(reference)s, %(kind)s, %(person)s, %(resource)s,
        %(starts)s, %(ends)s,
        %(blocks)s, %(timezone)s, %(status)s, %(held_until)s, %(details)s, %(now)s, %(now)s)
    ON CONFLICT (id) DO NOTHING
"""


async def hold(unit: Unit, booking: Booking, now: datetime, until: datetime) -> Row:
    """Keeps a slot for the customer until an instant, besides others of theirs; raises SlotTakenError."""
    resource = await lock(unit, booking.person)
    await unit.run(
        "DELETE FROM appointments WHERE contact_id = %s AND status = 'held' AND resource = %s AND blocks && %s",
        (booking.contact, resource, blocks_of(booking.kind, booking.starts_at, booking.ends_at)),
    )
    return await _write(unit, booking, resource, now, until)


async def book(unit: Unit, booking: Booking, now: datetime) -> Row:
    """Books for good, in place of the customer's holds; raises SlotTakenError. The same id books once."""
    resource = await lock(unit, booking.person)
    await release_holds(unit, booking.contact)
    return await _write(unit, booking, resource, now, None)


async def _write(unit: Unit, booking: Booking, resource: int, now: datetime, held_until: datetime | None) -> Row:
    """Held while there is an end to the hold, booked for good otherwise."""
    await purge(unit, resource, now)
    try:
        await unit.run(
            _INSERT,
            {
                "id": booking.id,
                "tenant": unit.tenant,
                "conversation": booking.conversation,
                "contact": booking.contact,
                "reference": booking.reference,
                "kind": booking.kind.id,
                "person": booking.person,
                "resource": resource,
                "starts": booking.starts_at,
                "ends": booking.ends_at,
                "blocks": blocks_of(booking.kind, booking.starts_at, booking.ends_at),
                "timezone": booking.timezone,
                "status": "held" if held_until else "booked",
                "held_until": held_until,
                "details": Jsonb(dict(booking.details)),
                "now": now,
            },
        )
    except psycopg.errors.ExclusionViolation as error:
        raise SlotTakenError(f"{booking.starts_at.isoformat()} with {booking.person} has just been taken.") from error
    row = await unit.row("SELECT * FROM appointments WHERE id = %s", (booking.id,))
    assert row is not None
    return row
