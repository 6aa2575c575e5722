"""The rows of ``summaries``, and what a summary is made from."""

from datetime import datetime
from uuid import UUID

from commerce.summaries.model import Story, Summary
from store.unit import Row, Unit


async def story_of(unit: Unit, conversation: UUID) -> Story:
    """What the conversation has led to so far."""
    return Story(
        appointments=await unit.rows(
            "SELECT kind, person_id, starts_at, reference FROM appointments "
            "WHERE conversation_id = %s AND status = 'booked' ORDER BY starts_at",
            (conversation,),
        ),
        quotes=await unit.rows(
            "SELECT DISTINCT ON (proposal_number) proposal_number, total, currency, status, expires_at FROM quotes "
            "WHERE conversation_id = %s ORDER BY proposal_number, version DESC",
            (conversation,),
        ),
        orders=await unit.rows(
            "SELECT number, total, currency, status FROM orders WHERE conversation_id = %s ORDER BY created_at",
            (conversation,),
        ),
        objections=await unit.rows(
            "SELECT DISTINCT ON (kind) kind, words, outcome FROM objections "
            "WHERE conversation_id = %s ORDER BY kind, raised_turn DESC",
            (conversation,),
        ),
        products=await _products(unit, conversation),
    )


async def save(unit: Unit, conversation: UUID, turn: int, summary: Summary, now: datetime) -> None:
    """The same id is saved once."""
    await unit.run(
        "INSERT INTO summaries (id, tenant_id, conversation_id, turn_seq, audience, style, reason, language, subject, "
        "body, recipient, outbox_id, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (id) DO NOTHING",
        (
            summary.id, unit.tenant, conversation, turn, summary.audience, summary.style, summary.reason,
            summary.language, summary.subject, summary.body, summary.recipient, summary.outbox, now,
        ),
    )  # fmt: skip


async def of_conversation(unit: Unit, conversation: UUID) -> list[Row]:
    """Newest first, each with its delivery.

    ``delivery``: ``kept`` (not to be sent), ``waiting``, ``done`` or ``failed``; ``receipt``, ``delivered_at`` and
    ``last_error`` where there are any.
    """
    return await unit.rows(
        "SELECT s.id, s.audience, s.style, s.reason, s.language, s.subject, s.body, s.recipient, s.turn_seq, "
        "s.created_at, coalesce(o.status, 'kept') AS delivery, o.result ->> 'receipt' AS receipt, "
        "o.done_at AS delivered_at, o.last_error FROM summaries s LEFT JOIN outbox o ON o.id = s.outbox_id "
        "WHERE s.conversation_id = %s ORDER BY s.created_at DESC, s.audience",
        (conversation,),
    )


async def _products(unit: Unit, conversation: UUID) -> list[str]:
    rows = await unit.rows(
        "SELECT i.product_id FROM product_interactions i JOIN sales_leads l ON l.id = i.lead_id "
        "WHERE l.conversation_id = %s GROUP BY i.product_id ORDER BY min(i.created_at), i.product_id",
        (conversation,),
    )
    return [row["product_id"] for row in rows]
