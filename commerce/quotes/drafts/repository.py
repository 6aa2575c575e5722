"""The rows of ``quotes`` that are drafts: they may change, and the quote that is sent takes their place."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from commerce.quotes.columns import INSERT, Content, values
from commerce.quotes.model import QuoteClosedError, UnknownQuoteError
from kit.ids import derived
from store.unit import Row, Unit

_KEEP: LiteralString = f"""{INSERT}
     WHERE NOT EXISTS (SELECT FROM quotes q WHERE q.proposal_number = %(number)s::text AND q.status <> 'draft')
    ON CONFLICT (id) DO UPDATE SET
        lines = excluded.lines, pricing_options = excluded.pricing_options, subtotal = excluded.subtotal,
        tax = excluded.tax, total = excluded.total, explanation = excluded.explanation, terms = excluded.terms,
        language = excluded.language, expires_at = excluded.expires_at, updated_at = excluded.updated_at
"""


async def keep(unit: Unit, content: Content) -> Row:
    """The draft as it is now, new or in the place of what it was; raises QuoteClosedError once it is sent."""
    if not await unit.run(_KEEP, values(content, id_of(unit.tenant, content.number), unit.tenant, 1, "draft")):
        raise QuoteClosedError(f"Quote {content.number} was sent already: prepare another one.")
    return await get(unit, content.number)


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
