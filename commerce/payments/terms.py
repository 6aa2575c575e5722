"""Until when an order may be paid, by the rules of its business."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from commerce.packs.model import Pack

LEAST = timedelta(hours=1)


def pay_until(pack: Pack, placed: datetime) -> datetime:
    """When the link of an order that was placed then ends; of a whole minute, so that it can be told."""
    rules = pack.file.orders.payment
    local = placed.astimezone(ZoneInfo(pack.file.timezone))
    if rules.until is None:
        return (local + timedelta(hours=rules.hours)).replace(second=0, microsecond=0)
    end = datetime.combine(local.date(), time.fromisoformat(rules.until), local.tzinfo)
    return end if end - local >= LEAST else datetime.combine(local.date() + timedelta(days=1), end.timetz())


def lapses_at(pack: Pack, placed: datetime) -> datetime | None:
    """When an order that nobody paid is cancelled; None: it stays."""
    rules = pack.file.orders.payment
    if not rules.link or rules.lapse_hours is None:
        return None
    return pay_until(pack, placed) + timedelta(hours=rules.lapse_hours)
