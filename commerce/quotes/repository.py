"""The rows of ``quotes``: one for each version of a quote."""

from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.quotes.model import QuoteDraft, UnknownQuoteError
from commerce.quotes.status import refuse_unless_open
from kit.ids import derived
from store.unit import Row, Unit


async def save(
    unit: Unit,
    *,
    conversation: UUID,
    turn: int,
    number: str,
    draft: QuoteDraft,
    expires_at: datetime,
    now: datetime,
) -> Row:
    """Writes the quote as sent: once a turn; another turn makes the next version of the number."""
    quote = derived(unit.tenant, str(conversation), "quote", number, str(turn))
    await unit.run(
        """
        INSERT INTO quotes (
            id, tenant_id, conversation_id, proposal_number,
            lead_id,
            version,
            lines, pricing_options, subtotal, tax, total, currency, explanation,
            status, expires_at, created_at, updated_at)
        SELECT
            %(id)s, %(tenant)s, %(conversation)s, %(number)s::text,
            (SELECT id FROM sales_leads WHERE conversation_id = %(conversation)s),
            1 + coalesce((SELECT max(version) FROM quotes WHERE proposal_number = %(number)s::text), 0),
            %(lines)s, %(options)s, %(subtotal)s, %(tax)s, %(total)s, %(currency)s, %(explanation)s,
            'sent', %(expires)s, %(now)s, %(now)s
        ON CONFLICT (id) DO NOTHING
        """,
        {
            "id": quote,
            "tenant": unit.tenant,
            "conversation": conversation,
            "number": number,
            "lines": Jsonb(draft.lines),
            "options": Jsonb(draft.options),
            "subtotal": draft.totals.subtotal.minor,
            "tax": draft.totals.tax.minor,
            "total": draft.totals.total.minor,
            "currency": draft.totals.currency,
            "explanation": Jsonb(draft.totals.explanation),
            "expires": expires_at,
            "now": now,
        },
    )
    return await by_number(unit, number)


async def by_number(unit: Unit, number: str, *, lock: bool = False) -> Row:
    """The newest version; raises UnknownQuoteError. ``lock`` keeps others from deciding on it meanwhile."""
    row = await unit.row(
        "SELECT * FROM quotes WHERE proposal_number = %s ORDER BY version DESC LIMIT 1 FOR UPDATE"
        if lock
        else "SELECT * FROM quotes WHERE proposal_number = %s ORDER BY version DESC LIMIT 1",
        (number,),
    )
    if row is None:
        raise UnknownQuoteError(f"Quote {number} was not found.")
    return row


async def of_conversation(unit: Unit, conversation: UUID) -> list[Row]:
    """Every version, newest first."""
    return await unit.rows(
        "SELECT * FROM quotes WHERE conversation_id = %s ORDER BY created_at DESC, version DESC",
        (conversation,),
    )


async def accept(unit: Unit, conversation: UUID, number: str, now: datetime) -> Row:
    """Accepting twice is accepting once. Raises QuoteExpiredError, and QuoteClosedError once rejected."""
    quote = await _of(unit, conversation, number)
    if quote["status"] == "accepted":
        return quote
    refuse_unless_open(quote, now)
    return await _set_status(unit, quote, "accepted", now)


async def reject(unit: Unit, conversation: UUID, number: str, now: datetime) -> Row:
    """Raises QuoteClosedError once accepted; rejecting what has expired or was rejected changes nothing."""
    quote = await _of(unit, conversation, number)
    if quote["status"] in {"rejected", "expired"}:
        return quote
    if quote["status"] == "accepted":
        refuse_unless_open(quote, now)
    return await _set_status(unit, quote, "rejected", now)


async def viewed(unit: Unit, number: str, now: datetime) -> Row:
    """Counts a look at the quote."""
    quote = await by_number(unit, number, lock=True)
    await unit.run(
        "UPDATE quotes SET view_count = view_count + 1, last_viewed_at = %s, updated_at = %s, "
        "status = CASE WHEN status = 'sent' THEN 'viewed' ELSE status END WHERE id = %s",
        (now, now, quote["id"]),
    )
    return await by_number(unit, number)


async def expire(unit: Unit, now: datetime) -> int:
    """Closes every open quote whose time is up; how many."""
    return await unit.run(
        "UPDATE quotes SET status = 'expired', updated_at = %s "
        "WHERE status IN ('draft', 'sent', 'viewed') AND expires_at <= %s",
        (now, now),
    )


async def _of(unit: Unit, conversation: UUID, number: str) -> Row:
    """The conversation's own quote: a number from elsewhere is as unknown as one that does not exist."""
    quote = await by_number(unit, number, lock=True)
    if quote["conversation_id"] != conversation:
        raise UnknownQuoteError(f"Quote {number} was not found.")
    return quote


async def _set_status(unit: Unit, quote: Row, status: str, now: datetime) -> Row:
    await unit.run("UPDATE quotes SET status = %s, updated_at = %s WHERE id = %s", (status, now, quote["id"]))
    return {**quote, "status": status, "updated_at": now}
