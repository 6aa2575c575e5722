"""The rows of ``quotes``: one for each version of a quote."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commerce.quotes.columns import INSERT, Content, values
from commerce.quotes.drafts import repository as drafts
from commerce.quotes.model import QuoteChangedError, QuoteClosedError, UnknownQuoteError
from commerce.quotes.number import id_of
from commerce.quotes.status import refuse_unless_open
from store.unit import Row, Unit


@dataclass(frozen=True, slots=True)
class Sending(Content):
    """A quote that goes out. ``version``: the one that the customer is told of."""

    turn: int
    version: int


async def save(unit: Unit, sending: Sending) -> Row:
    """Writes the quote as sent, once a turn, and puts an end to the versions before it; a draft gives way to it.

    Raises QuoteClosedError where the number was accepted meanwhile, QuoteChangedError where it has that version.
    """
    before = await unit.row(
        "SELECT id, version, status FROM quotes WHERE proposal_number = %s ORDER BY version DESC LIMIT 1 FOR UPDATE",
        (sending.number,),
    )
    quote = id_of(unit.tenant, sending.conversation, sending.number, sending.turn)
    if before is None or before["id"] != quote:
        if before and before["status"] == "draft":
            await drafts.drop(unit, sending.number)
            before = None
        _refuse_unless_next(sending, before)
        await _end_earlier(unit, sending)
        await unit.run(INSERT, values(sending, quote, unit.tenant, sending.version, "sent"))
    return await by_number(unit, sending.number)


def _refuse_unless_next(sending: Sending, before: Row | None) -> None:
    if before and before["status"] == "accepted":
        raise QuoteClosedError(f"Quote {sending.number} is accepted already.")
    if sending.version != (before["version"] + 1 if before else 1):
        raise QuoteChangedError(f"Quote {sending.number} has another version {sending.version} already.")


async def _end_earlier(unit: Unit, sending: Sending) -> None:
    await unit.run(
        "UPDATE quotes SET status = 'expired', updated_at = %s "
        "WHERE proposal_number = %s AND status IN ('sent', 'viewed')",
        (sending.now, sending.number),
    )


async def by_id(unit: Unit, quote: UUID) -> Row:
    """That version; ``newest`` is the number of the newest one. Raises UnknownQuoteError."""
    row = await unit.row(
        "SELECT q.*, (SELECT max(n.version) FROM quotes n WHERE n.proposal_number = q.proposal_number) AS newest "
        "FROM quotes q WHERE q.id = %s",
        (quote,),
    )
    if row is None:
        raise UnknownQuoteError("This quote is no longer kept.")
    return row


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


async def accept(unit: Unit, conversation: UUID, number: str, now: datetime, *, version: int | None = None) -> Row:
    """Accepting twice is accepting once. ``version``: the one that was shown, where it must be the newest.

    Raises QuoteExpiredError, QuoteClosedError once rejected, and QuoteChangedError where there is a newer version.
    """
    quote = await _of(unit, conversation, number)
    if version not in {None, quote["version"]}:
        raise QuoteChangedError(f"Quote {number} has a version {quote['version']} by now.")
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


async def withdraw(unit: Unit, conversation: UUID, number: str, now: datetime) -> Row:
    """Ends an open quote before its day; raises QuoteExpiredError, or QuoteClosedError for what is decided."""
    quote = await _of(unit, conversation, number)
    refuse_unless_open(quote, now)
    return await _set_status(unit, quote, "expired", now)


async def viewed(unit: Unit, quote: UUID, now: datetime) -> None:
    """Counts a look at that version; the first one is kept apart. What is decided already stays decided."""
    await unit.run(
        "UPDATE quotes SET view_count = view_count + 1, last_viewed_at = %(now)s, updated_at = %(now)s, "
        "first_viewed_at = coalesce(first_viewed_at, %(now)s), "
        "status = CASE WHEN status = 'sent' AND expires_at > %(now)s THEN 'viewed' ELSE status END "
        "WHERE id = %(quote)s",
        {"now": now, "quote": quote},
    )


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
    await unit.run(
        "UPDATE quotes SET status = %s, decided_at = %s, updated_at = %s WHERE id = %s",
        (status, now, now, quote["id"]),
    )
    return {**quote, "status": status, "decided_at": now, "updated_at": now}
