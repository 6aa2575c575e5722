"""How far conversations got, counted from the business's own rows."""

from collections.abc import Sequence
from typing import Any

from store.unit import Row, Unit


async def conversion(unit: Unit) -> dict[str, Any]:
    """``conversations``, ``qualified``, ``appointments``, ``quotes``, ``orders``, ``converted``, ``share``.

    Counts of conversations in which the customer said something; ``share``, 0 to 1, is of those that
    converted. ``by_page``: the same for each page on which conversations began, busiest first.
    """
    pages = await unit.rows(_BY_PAGE)
    return {**_summed(pages), "by_page": [_with_share(page) for page in pages]}


_COUNTS = ("conversations", "qualified", "appointments", "quotes", "orders", "converted")

_BY_PAGE = """
    SELECT coalesce(split_part(split_part(m.conversion_events -> 0 ->> 'page', '?', 1), '#', 1), '') AS page,
           count(*) AS conversations,
           count(*) FILTER (WHERE l.qualified_at IS NOT NULL) AS qualified,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM appointments a
                WHERE a.conversation_id = c.id AND a.status IN ('booked', 'done'))) AS appointments,
           count(*) FILTER (WHERE EXISTS (SELECT FROM quotes q WHERE q.conversation_id = c.id)) AS quotes,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM orders o WHERE o.conversation_id = c.id AND o.status <> 'cancelled')) AS orders,
           count(*) FILTER (WHERE m.converted) AS converted
      FROM conversations c
      LEFT JOIN conversion_metrics m ON m.session_id = c.id
      LEFT JOIN sales_leads l ON l.conversation_id = c.id
     WHERE c.inbound_seq > 0
     GROUP BY 1 ORDER BY conversations DESC, page
"""


def _summed(pages: Sequence[Row]) -> dict[str, Any]:
    return _with_share({name: sum(page[name] for page in pages) for name in _COUNTS})


def _with_share(counts: Row) -> dict[str, Any]:
    total = counts["conversations"]
    return {**counts, "share": round(counts["converted"] / total, 4) if total else 0.0}
