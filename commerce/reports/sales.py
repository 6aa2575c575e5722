"""What was sold on a day of the business: in all, by who sold, where, over which channel, and of what."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from commerce.packs.model import Pack
from commerce.reports.repository import BY, items, split, whole
from store.unit import Unit


async def sales(unit: Unit, pack: Pack, day: date) -> dict[str, Any]:
    """Orders that were placed on that day, in the business's own zone; amounts in minor units of ``currency``.

    ``total`` is of orders that stand, ``paid`` of those whose money is there; ``average`` is a whole order's.
    ``commission`` is what was earned on them so far.
    """
    within = {"tenant": unit.tenant, **span(day, pack)}
    found: dict[str, Any] = {"day": day.isoformat(), "currency": pack.file.currency, **await whole(unit, within)}
    found["average"] = found["total"] // found["orders"] if found["orders"] else 0
    for by in BY:
        found[by] = await split(unit, by, within)
    return {**found, "items": await items(unit, within)}


def span(day: date, pack: Pack) -> dict[str, datetime]:
    """The first instant of the day and of the next one, where the business is."""
    zone = ZoneInfo(pack.file.timezone)
    start = datetime.combine(day, time(), zone)
    return {"start": start, "end": datetime.combine(day + timedelta(days=1), time(), zone)}
