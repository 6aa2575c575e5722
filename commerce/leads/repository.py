"""The rows of ``sales_leads``, one for each conversation, and of ``product_interactions``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.leads.model import Qualification
from kit.ids import derived
from store.unit import Row, Unit

UNQUALIFIED = Qualification(0, "cold", [], None, None, None)


async def save(
    unit: Unit,
    *,
    conversation: UUID,
    contact: UUID,
    found: Qualification,
    signals: Sequence[str],
    intention: str | None,
    need: str | None,
    company_size: str | None,
    now: datetime,
) -> UUID:
    """Writes what is known of the lead now. ``qualified_at`` is when it first was warm or hot."""
    qualified = None if found.temperature == "cold" else now
    row = await unit.row(
        """
        INSERT INTO sales_leads AS l (
            id, tenant_id, session_id, conversation_id, contact_id, qualification_score, temperature, reasons,
            signals, intention, lead_source,
            company_size, budget_range, timeline, need, decision_maker, created_at, updated_at, qualified_at)
        SELECT
            %(id)s, %(tenant)s, c.id, c.id, %(contact)s, %(score)s, %(temperature)s, %(reasons)s,
            %(signals)s, %(intention)s,
            left(coalesce(c.utm ->> 'utm_source', c.referrer_domain, c.page_url, c.channel), 255),
            %(company_size)s, %(budget)s, %(timeline)s, %(need)s, %(decides)s, %(now)s, %(now)s, %(qualified)s
          FROM conversations c WHERE c.id = %(conversation)s
        ON CONFLICT (conversation_id) DO UPDATE
           SET qualification_score = excluded.qualification_score, temperature = excluded.temperature,
               reasons = excluded.reasons, signals = excluded.signals,
               intention = coalesce(excluded.intention, l.intention),
               company_size = coalesce(excluded.company_size, l.company_size),
               budget_range = excluded.budget_range, timeline = excluded.timeline,
               need = coalesce(excluded.need, l.need), decision_maker = excluded.decision_maker,
               updated_at = excluded.updated_at,
               qualified_at = coalesce(l.qualified_at, excluded.qualified_at)
        RETURNING l.id
        """,
        {
            "id": _lead_id(unit, conversation),
            "tenant": unit.tenant,
            "conversation": conversation,
            "contact": contact,
            "score": found.score,
            "temperature": found.temperature,
            "reasons": Jsonb(found.reasons),
            "signals": Jsonb(list(signals)),
            "intention": intention,
            "company_size": company_size,
            "budget": found.budget_range,
            "timeline": found.timeline,
            "need": need,
            "decides": found.decision_maker,
            "now": now,
            "qualified": qualified,
        },
    )
    assert row is not None
    return UUID(str(row["id"]))


async def of_conversation(unit: Unit, conversation: UUID) -> Row | None:
    return await unit.row("SELECT * FROM sales_leads WHERE conversation_id = %s", (conversation,))


async def interact(
    unit: Unit,
    *,
    conversation: UUID,
    contact: UUID,
    turn: int,
    product: str,
    type: str,
    requirements: dict[str, Any] | None = None,
    recommendations: Sequence[dict[str, Any]] = (),
    now: datetime,
) -> None:
    """Notes a product as viewed, configured, quoted, recommended or taken, once a turn; makes the lead where there
    is none. ``recommendations``: ``[{"strategy", "reason", "for"}]``.
    """
    lead = await of_conversation(unit, conversation)
    lead_id = lead["id"] if lead else await _new(unit, conversation, contact, now)
    await unit.run(
        "INSERT INTO product_interactions "
        "(id, tenant_id, lead_id, product_id, interaction_type, requirements, recommendations, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (
            derived(unit.tenant, str(conversation), str(turn), "interaction", product, type),
            unit.tenant,
            lead_id,
            product,
            type,
            Jsonb(requirements or {}),
            Jsonb(list(recommendations)),
            now,
        ),
    )


async def _new(unit: Unit, conversation: UUID, contact: UUID, now: datetime) -> UUID:
    return await save(
        unit, conversation=conversation, contact=contact, found=UNQUALIFIED, signals=[], intention=None,
        need=None, company_size=None, now=now, )  # fmt: skip


def _lead_id(unit: Unit, conversation: UUID) -> UUID:
    return derived(unit.tenant, str(conversation), "lead")
