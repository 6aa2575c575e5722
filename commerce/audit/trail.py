"""The trail as its readers see it: newest first, page by page."""

from store.unit import Row, Unit

PAGE = 100


async def trail(unit: Unit, before: int | None) -> list[Row]:
    """``before``: the id of the last entry of the page before."""
    return await unit.rows(
        "SELECT a.id, a.at, a.actor, u.name, a.action, a.conversation_id, a.detail FROM audit a "
        "LEFT JOIN users u ON u.id::text = a.actor WHERE %s::bigint IS NULL OR a.id < %s ORDER BY a.id DESC LIMIT %s",
        (before, before, PAGE),
    )
