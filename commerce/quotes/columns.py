"""A row of ``quotes``, whole: as a draft and as what was sent, it is written from the same things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.quotes.model import QuoteDraft

INSERT: LiteralString = """
    INSERT INTO quotes (
        id, tenant_id, conversation_id, proposal_number, lead_id, version,
        lines, pricing_options, subtotal, tax, total, currency, explanation, terms, language,
        status, expires_at, created_at, updated_at)
    SELECT
        %(id)s, %(tenant)s, %(conversation)s, %(number)s::text,
        (SELECT id FROM sales_leads WHERE conversation_id = %(conversation)s), %(version)s,
        %(lines)s, %(options)s, %(subtotal)s, %(tax)s, %(total)s, %(currency)s, %(explanation)s, %(terms)s,
        %(language)s, %(status)s, %(expires)s, %(now)s, %(now)s
"""
"""To be ended by a condition, or by what to do where the row is there."""


@dataclass(frozen=True, slots=True)
class Content:
    """``asked``: ``Asked.plain()``, with the discount that was given."""

    conversation: UUID
    number: str
    draft: QuoteDraft
    asked: Mapping[str, Any]
    language: str
    expires_at: datetime
    now: datetime


def values(content: Content, id: UUID, tenant: str, version: int, status: str) -> dict[str, Any]:
    """What ``INSERT`` is run with."""
    draft, sums = content.draft, content.draft.totals
    return {
        "id": id,
        "tenant": tenant,
        "conversation": content.conversation,
        "number": content.number,
        "version": version,
        "lines": Jsonb(draft.lines),
        "options": Jsonb(draft.options),
        "subtotal": sums.subtotal.minor,
        "tax": sums.tax.minor,
        "total": sums.total.minor,
        "currency": sums.currency,
        "explanation": Jsonb(sums.explanation),
        "terms": Jsonb(dict(content.asked)),
        "language": content.language,
        "status": status,
        "expires": content.expires_at,
        "now": content.now,
    }
