"""Writes on appointments. Whoever asks for one by its reference must be the contact who booked it."""

from datetime import datetime, timedelta
from typing import Any

from commerce.appointments import book as booking_rows
from commerce.appointments import change
from commerce.appointments.model import Booking, SlotTakenError, kind_of
from commerce.appointments.reference import reference_of
from commerce.appointments.repository import by_reference, release_holds
from commerce.metrics.repository import record
from commerce.writes.invite import tell_calendar, tell_customer
from commerce.writes.scope import Scope
from kit.ids import reference as short_reference
from store.unit import Unit


async def hold(
    unit: Unit, scope: Scope, *, kind: str, person: str, starts_at: str, ends_at: str, timezone: str
) -> None:
    """Keeps a slot while the customer decides."""
    minutes = scope.pack.file.sales_agent.appointment_scheduling.hold_minutes
    booking = Booking(
        id=scope.id("hold", person, starts_at),
        reference=short_reference("H", scope.tenant, str(scope.conversation), str(scope.turn_seq), person, starts_at),
        conversation=scope.conversation,
        contact=scope.contact,
        kind=kind_of(scope.pack, kind),
        person=person,
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
        timezone=timezone,
    )
    await booking_rows.hold(unit, booking, scope.now, scope.now + timedelta(minutes=minutes))


async def hold_offered(unit: Unit, scope: Scope, *, kind: str, slots: list[dict[str, str]], timezone: str) -> None:
    """Keeps what the customer was offered, as far as nobody else has it already. ``slots``: ``{"person", …}``."""
    for slot in slots:
        try:
            async with unit.connection.transaction():
                await hold(unit, scope, kind=kind, timezone=timezone, **slot)
        except SlotTakenError:
            continue  # two were offered it in the same moment: who chooses first has it


async def release(unit: Unit, scope: Scope) -> None:
    """Frees what the customer had put aside and does not want."""
    await release_holds(unit, scope.contact)


async def book(
    unit: Unit,
    scope: Scope,
    *,
    kind: str,
    person: str,
    starts_at: str,
    ends_at: str,
    timezone: str,
    details: dict[str, Any] | None = None,
) -> None:
    booking = Booking(
        id=scope.id("appointment"),
        reference=reference_of(scope.pack, scope.conversation, scope.turn_seq),
        conversation=scope.conversation,
        contact=scope.contact,
        kind=kind_of(scope.pack, kind),
        person=person,
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
        timezone=timezone,
        details=details or {},
    )
    row = await booking_rows.book(unit, booking, scope.now)
    await record(unit, scope.conversation, "appointment_booked", scope.now, key=booking.reference, converted=True)
    tell_calendar(scope, "calendar.book", row)
    await tell_customer(unit, scope, row, "REQUEST")


async def reschedule(
    unit: Unit,
    scope: Scope,
    *,
    reference: str,
    person: str,
    starts_at: str,
    ends_at: str,
    timezone: str | None = None,
    **_shown: str,
) -> None:
    """Moves it. What else the customer was shown, such as its kind, stays as it was booked."""
    before = await by_reference(unit, reference, scope.contact)
    row = await change.reschedule(
        unit,
        reference,
        contact=scope.contact,
        kind=kind_of(scope.pack, before["kind"]),
        person=person,
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
        timezone=timezone or before["timezone"],
        now=scope.now,
    )
    tell_calendar(scope, "calendar.reschedule", row)
    await tell_customer(unit, scope, row, "REQUEST")


async def cancel(unit: Unit, scope: Scope, *, reference: str) -> None:
    row = await change.cancel(unit, reference, scope.contact, scope.now)
    tell_calendar(scope, "calendar.cancel", row)
    await tell_customer(unit, scope, row, "CANCEL")
