"""The client behind a conversation, as the one who serves them wants to see it: gathered from the rows of all rooms."""

from typing import Any, LiteralString
from uuid import UUID

from commerce.attachments.repository import of_contact
from store.unit import Row, Unit

SHOWN = 20
LEAD = (
    "qualification_score", "temperature", "reasons", "signals", "intention", "budget_range", "timeline", "need",
    "decision_maker", "company_size",
)  # fmt: skip

_OF_CONTACT: dict[str, LiteralString] = {
    "quotes": "SELECT q.proposal_number AS number, q.version, q.status, q.total, q.currency, q.expires_at "
    "FROM quotes q JOIN conversations c ON c.id = q.conversation_id WHERE c.contact_id = %s "
    "ORDER BY q.created_at DESC LIMIT %s",
    "orders": "SELECT o.number, o.status, o.payment_status, o.total, o.currency FROM orders o "
    "JOIN conversations c ON c.id = o.conversation_id WHERE c.contact_id = %s ORDER BY o.created_at DESC LIMIT %s",
    "appointments": "SELECT reference, kind, person_id, starts_at, timezone, status FROM appointments "
    "WHERE contact_id = %s ORDER BY starts_at DESC LIMIT %s",
    "served": "SELECT a.actor AS agent, a.at FROM audit a WHERE a.action = 'conversation.take_over' AND "
    "a.conversation_id IN (SELECT id FROM conversations WHERE contact_id = %s) ORDER BY a.at DESC LIMIT %s",
}
"""What every conversation of a client left, newest first."""


async def client_of(unit: Unit, conversation: Row) -> dict[str, Any]:
    """``profile`` by field, ``lead``, ``stage``, ``quotes``, ``orders``, ``appointments``, ``files``, ``products``,
    ``handoff``, ``served`` (who took over when, newest first), ``before`` (earlier conversations)."""
    id, contact = conversation["id"], conversation["contact_id"]
    profile = await unit.row("SELECT fields FROM user_profiles WHERE contact_id = %s", (contact,))
    lead = await unit.row("SELECT * FROM sales_leads WHERE conversation_id = %s", (id,))
    stage = await unit.row("SELECT current_stage, stage_history FROM conversation_states WHERE session_id = %s", (id,))
    return {
        "profile": profile["fields"] if profile else {},
        "lead": _lead(lead),
        "stage": {"now": stage["current_stage"], "history": stage["stage_history"]} if stage else None,
        **{name: await unit.rows(query, (contact, SHOWN)) for name, query in _OF_CONTACT.items()},
        "files": await of_contact(unit, contact, SHOWN),
        "products": await _products(unit, lead["id"]) if lead else [],
        "handoff": await _handoff(unit, id),
        "before": await unit.rows(
            "SELECT id, channel, created_at, status FROM conversations WHERE contact_id = %s AND id <> %s "
            "ORDER BY created_at DESC LIMIT %s",
            (contact, id, SHOWN),
        ),
    }


def _lead(row: Row | None) -> dict[str, Any] | None:
    return {name: row[name] for name in LEAD} if row else None


async def _products(unit: Unit, lead: UUID) -> list[Row]:
    return await unit.rows(
        "SELECT product_id, interaction_type, max(created_at) AS at FROM product_interactions WHERE lead_id = %s "
        "GROUP BY 1, 2 ORDER BY 3 DESC LIMIT %s",
        (lead, SHOWN),
    )


async def _handoff(unit: Unit, conversation: UUID) -> Row | None:
    return await unit.row(
        "SELECT reason, package, status, created_at, taken_at FROM handoffs WHERE conversation_id = %s "
        "ORDER BY created_at DESC LIMIT 1",
        (conversation,),
    )
