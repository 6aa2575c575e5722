"""The rows of ``quotes`` that are drafts: they may change, and the quote that is sent takes their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.quotes.model import QuoteClosedError, QuoteDraft, UnknownQuoteError
from kit.ids import derived
from store.unit import Row, Unit


@dataclass(frozen=True, slots=True)
class Preparing:
    """``asked``: ``Asked.plain()``, with the discount that the person gives."""

    conversation: UUID
    number: str
    draft: QuoteDraft
    asked: Mapping[str, Any]
    language: str
    expires_at: datetime
    now: datetime


async def keep(unit: Unit, preparing: Preparing) -> Row:
    """The draft as it is now, new or in the place of what it was; raises QuoteClosedError once it is sent."""
    draft, sums = preparing.draft, preparing.draft.totals
    kept = await unit.run(
        """
        INSERT INTO quotes (
            id, tenant_id, conversation_id, proposal_number, lead_id, version,
            lines, pricing_options, subtotal, tax, total, currency, explanation, terms, language,
            status, expires_at, created_at, updated_at)
        SELECT %(id)s, %(tenant)s, %(conversation)s, %(number)s::text,
               (SELECT id FROM sales_leads WHERE conversation_id = %(conversation)s), 1,
               %(lines)s, %(options)s, %(subtotal)s, %(tax)s, %(total)s, %(currency)s, %(explanation)s, %(terms)s,
               %(language)s, 'draft', %(expires)s, %(now)s, %(now)s
         WHERE NOT EXISTS (SELECT FROM quotes q WHERE q.proposal_number = %(number)s::text AND q.status <> 'draft')
        ON CONFLICT (id) DO UPDATE SET
            lines = excluded.lines, pricing_options = excluded.pricing_options, subtotal = excluded.subtotal,
            tax = excluded.tax, total = excluded.total, explanation = excluded.explanation, terms = excluded.terms,
            language = excluded.language, expires_at = excluded.expires_at, updated_at = excluded.updated_at
        """,
        {
            "id": id_of(unit.tenant, preparing.number),
            "tenant": unit.tenant,
            "conversation": preparing.conversation,
            "number": preparing.number,
            "lines": Jsonb(draft.lines),
            "options": Jsonb(draft.options),
            "subtotal": sums.subtotal.minor,
            "tax": sums.tax.minor,
            "total": sums.total.minor,
            "currency": sums.currency,
            "explanation": Jsonb(sums.explanation),
            "terms": Jsonb(dict(preparing.asked)),
            "language": preparing.language,
            "expires": preparing.expires_at,
            "now": preparing.now,
        },
    )
    if not kept:
        raise QuoteClosedError(f"Quote {preparing.number} was sent already: prepare another one.")
    return await get(unit, preparing.number)


async def get(unit: Unit, number: str, *, lock: bool = False) -> Row:
    """Raises UnknownQuoteError, and QuoteClosedError for a quote that is no draft any more."""
    row = await unit.row(
        "SELECT * FROM quotes WHERE proposal_number = %s ORDER BY version DESC LIMIT 1 FOR UPDATE"
        if lock
        else "SELECT * FROM quotes WHERE proposal_number = %s ORDER BY version DESC LIMIT 1",
        (number.strip().upper(),),
    )
    if row is None:
        raise UnknownQuoteError(f"Quote {number} was not found.")
    if row["status"] != "draft":
        raise QuoteClosedError(f"Quote {row['proposal_number']} is {row['status']} already.")
    return row


async def listed(unit: Unit, branch: str | None) -> list[Row]:
    """Every draft of the tenant, the one that was touched last first; with ``branch`` not those of other branches."""
    return await unit.rows(
        "SELECT q.* FROM quotes q JOIN conversations c ON c.id = q.conversation_id WHERE q.status = 'draft' "
        "AND (%(branch)s::text IS NULL OR c.branch IS NULL OR c.branch = %(branch)s) "
        "ORDER BY q.updated_at DESC, q.id LIMIT 200",
        {"branch": branch},
    )


async def mark_sent(unit: Unit, row: Row, now: datetime) -> None:
    """The draft as it stands is what the customer got."""
    await unit.run("UPDATE quotes SET status = 'sent', updated_at = %s WHERE id = %s AND status = 'draft'",
                   (now, row["id"]))  # fmt: skip


async def drop(unit: Unit, number: str) -> int:
    """Takes the draft away, where there is one; how many."""
    return await unit.run("DELETE FROM quotes WHERE proposal_number = %s AND status = 'draft'", (number,))


def id_of(tenant: str, number: str) -> UUID:
    return derived(tenant, "quote draft", number)
