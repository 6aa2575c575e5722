"""How often what was recommended was taken."""

from datetime import datetime
from typing import Any

from commerce.recommend.repository import taken
from store.unit import Unit


async def recommendations(unit: Unit, start: datetime | None = None, end: datetime | None = None) -> dict[str, Any]:
    """``{"recommended", "taken", "share", "by_strategy": […]}``; a share is 0 to 1, None of nothing."""
    rows = await taken(unit, start, end)
    told, took = sum(row["recommended"] for row in rows), sum(row["taken"] for row in rows)
    by = [{**row, "share": _share(row["taken"], row["recommended"])} for row in rows]
    return {"recommended": told, "taken": took, "share": _share(took, told), "by_strategy": by}


def _share(taken_: int, of: int) -> float | None:
    return round(taken_ / of, 4) if of else None
