"""What orders and interactions tell of things that go together, are asked for, and were taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.unit import Row, Unit

MOST = 20

_TOGETHER: LiteralString = """
    SELECT a.item AS item, b.item AS other, count(DISTINCT a.id)::integer AS orders
      FROM (SELECT o.id, entry ->> 'item' AS item
              FROM orders o, jsonb_array_elements(o.order_details -> 'lines') AS sold (entry)
             WHERE o.tenant_id = %(tenant)s AND o.status <> 'cancelled' AND o.created_at >= %(since)s) a
      JOIN (SELECT o.id, entry ->> 'item' AS item
              FROM orders o, jsonb_array_elements(o.order_details -> 'lines') AS sold (entry)
             WHERE o.tenant_id = %(tenant)s AND o.status <> 'cancelled' AND o.created_at >= %(since)s) b
        ON b.id = a.id AND b.item <> a.item
     WHERE a.item = ANY(%(items)s)
     GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT %(most)s
"""


async def ordered_together(unit: Unit, items: Sequence[str], since: datetime) -> dict[str, dict[str, int]]:
    """For each of ``items``: in how many orders each other item stood beside it."""
    found: dict[str, dict[str, int]] = {}
    for row in await unit.rows(_TOGETHER, {"tenant": unit.tenant, "items": list(items), "since": since, "most": MOST}):
        found.setdefault(row["item"], {})[row["other"]] = row["orders"]
    return found


async def trending(unit: Unit, since: datetime) -> dict[str, int]:
    """Items by the number of orders that held them, the most first."""
    rows = await unit.rows(
        "SELECT entry ->> 'item' AS item, count(DISTINCT o.id)::integer AS orders "
        "FROM orders o, jsonb_array_elements(o.order_details -> 'lines') AS sold (entry) "
        "WHERE o.tenant_id = %s AND o.status <> 'cancelled' AND o.created_at >= %s "
        "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %s",
        (unit.tenant, since, MOST),
    )
    return {row["item"]: row["orders"] for row in rows}


async def history(unit: Unit, contact: UUID) -> tuple[list[str], list[str]]:
    """What the customer bought and what they looked at, newest first."""
    bought = await unit.rows(
        "SELECT entry ->> 'item' AS item FROM orders o JOIN conversations c ON c.id = o.conversation_id, "
        "jsonb_array_elements(o.order_details -> 'lines') AS sold (entry) "
        "WHERE c.contact_id = %s AND o.status <> 'cancelled' ORDER BY o.created_at DESC LIMIT %s",
        (contact, MOST),
    )
    viewed = await unit.rows(
        "SELECT i.product_id AS item FROM product_interactions i JOIN sales_leads l ON l.id = i.lead_id "
        "WHERE l.contact_id = %s AND i.interaction_type IN ('viewed', 'configured', 'quoted') "
        "ORDER BY i.created_at DESC LIMIT %s",
        (contact, MOST),
    )
    return [row["item"] for row in bought], list(dict.fromkeys(row["item"] for row in viewed))


async def taken(unit: Unit, start: datetime | None = None, end: datetime | None = None) -> list[Row]:
    """By strategy: how often something was recommended, and how often it was taken afterwards.

    A thing that was recommended to a customer twice counts once, by the first strategy that found it.
    """
    return await unit.rows(
        """
        SELECT strategy, count(*)::integer AS recommended, count(*) FILTER (WHERE taken)::integer AS taken
          FROM (SELECT DISTINCT ON (r.lead_id, r.product_id)
                       coalesce(r.recommendations -> 0 ->> 'strategy', '') AS strategy,
                       EXISTS (SELECT FROM product_interactions t
                                WHERE t.lead_id = r.lead_id AND t.product_id = r.product_id
                                  AND t.interaction_type = 'taken' AND t.created_at >= r.created_at) AS taken
                  FROM product_interactions r
                 WHERE r.tenant_id = %(tenant)s AND r.interaction_type = 'recommended'
                   AND (%(start)s::timestamptz IS NULL OR r.created_at >= %(start)s)
                   AND (%(end)s::timestamptz IS NULL OR r.created_at < %(end)s)
                 ORDER BY r.lead_id, r.product_id, r.created_at) each
         GROUP BY strategy ORDER BY recommended DESC, strategy
        """,
        {"tenant": unit.tenant, "start": start, "end": end},
    )
