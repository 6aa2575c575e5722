"""How soon and how far ahead an appointment may be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from commerce.appointments.model import Refusal
from commerce.packs.business import AppointmentKind
from commerce.packs.model import Pack


@dataclass(frozen=True, slots=True)
class Limits:
    """``now`` and ``soonest`` are instants in UTC; ``last_day`` is a day of the business's calendar."""

    now: datetime
    soonest: datetime
    last_day: date
    zone: ZoneInfo

    def refuse(self, starts: datetime) -> Refusal | None:
        if starts < self.now:
            return Refusal("past", "That time has passed: ask for one after now.")
        if starts < self.soonest:
            return Refusal(
                "too_soon",
                f"The soonest is {self.soonest.astimezone(self.zone).isoformat(timespec='minutes')}.",
            )
        if starts.astimezone(self.zone).date() > self.last_day:
            return Refusal("too_far", f"The last day that can be booked is {self.last_day.isoformat()}.")
        return None


def limits(pack: Pack, kind: AppointmentKind, now: datetime) -> Limits:
    zone = ZoneInfo(pack.file.timezone)
    ahead = timedelta(days=pack.file.sales_agent.appointment_scheduling.advance_booking_days)
    now = now.astimezone(UTC)
    return Limits(now, now + timedelta(minutes=kind.lead_time_minutes), now.astimezone(zone).date() + ahead, zone)
