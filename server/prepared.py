"""Quotes that a person prepares: priced by the same rules, changed as often as they like, seen by staff alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from commerce.audit.repository import record as audit
from commerce.conversations import repository as conversations
from commerce.packs.fields import Language
from commerce.packs.prices import Role
from commerce.pricing.asked import Asked
from commerce.pricing.discounts import Discount, decide
from commerce.pricing.repository import list_of
from commerce.pricing.terms import Terms
from commerce.quotes.columns import Content
from commerce.quotes.draft import draft
from commerce.quotes.drafts import repository as drafts
from commerce.quotes.model import UnknownQuoteError
from commerce.quotes.number import prepared_number
from kit.errors import NotAllowedError
from server.wiring import House, Tenant
from store.unit import Row, Unit

BP_IN_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes into a quote: ``[{"item", "quantity"}]`` by id or code, and what comes off the whole."""

    lines: Sequence[Mapping[str, Any]]
    coupon: str | None = None
    off_bp: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who prepares or sends, as they signed in; no message says so."""

    who: str
    role: Role


async def prepare(
    house: House, tenant: str, conversation: UUID, wanted: Wanted, by: Person, number: str | None = None
) -> dict[str, Any]:
    """The draft, new, or changed where ``number`` names one.

    Raises what pricing raises, NotAllowedError for a discount above the limit of that role, UnknownQuoteError, and
    QuoteClosedError once it is sent.
    """
    found, now = house.tenant(tenant), house.clock.now()
    pack = found.pack
    async with house.store.unit(found.id) as unit:
        talk = await conversations.get(unit, conversation)
        if number is not None:
            number = _of(await drafts.get(unit, number, lock=True), conversation)["proposal_number"]
        asked = _asked(found, wanted, by, await list_of(unit, talk["contact_id"]), now)
        lines = [{**line, "item": found.desk.catalogue.called(str(line["item"])).id} for line in wanted.lines]
        kept = Content(
            conversation, number or prepared_number(pack, conversation, house.ids.new()), draft(lines, pack, asked),
            asked.plain(), wanted.language or pack.file.languages[0],
            now + timedelta(days=pack.file.quotes.valid_days), now,
        )  # fmt: skip
        row = await drafts.keep(unit, kept)
        await noted(unit, "quote.prepare", row, by, now)
    return shown(row)


async def listed(house: House, tenant: str, branch: str | None = None) -> list[dict[str, Any]]:
    """Every draft, or those that somebody of one ``branch`` sees; the one that was touched last first."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return [shown(row) for row in await drafts.listed(unit, branch)]


async def discard(house: House, tenant: str, number: str, by: Person) -> None:
    """Raises UnknownQuoteError, QuoteClosedError once it is sent."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        row = await drafts.get(unit, number, lock=True)
        await drafts.drop(unit, row["proposal_number"])
        await noted(unit, "quote.discard", row, by, house.clock.now())


def shown(row: Row) -> dict[str, Any]:
    """The quote as staff see it; amounts in minor units."""
    lines = [{name: line[name] for name in ("item", "code", "name", "quantity", "unit_price", "line")}
             for line in row["lines"]]  # fmt: skip
    return {
        "number": row["proposal_number"], "version": row["version"], "status": row["status"],
        "conversation": str(row["conversation_id"]), "lines": lines, "coupon": row["terms"].get("coupon"),
        "off_bp": row["terms"].get("off_bp"), "subtotal": row["subtotal"], "tax": row["tax"], "total": row["total"],
        "currency": row["currency"], "expires_at": row["expires_at"].isoformat(),
    }  # fmt: skip


async def noted(unit: Unit, action: str, row: Row, by: Person, now: datetime) -> None:
    detail = {"quote": row["proposal_number"], "total": row["total"], "role": by.role}
    await audit(unit, by.who, action, conversation=row["conversation_id"], detail=detail, now=now)


def _asked(found: Tenant, wanted: Wanted, by: Person, price_list: str | None, now: datetime) -> Asked:
    if wanted.off_bp:
        decision = decide(wanted.off_bp, by.role, found.pack)
        if not decision.allowed:
            who = f"it is given by {decision.needs} or above" if decision.needs else "nobody gives so much"
            share = f"{wanted.off_bp // BP_IN_PERCENT}.{wanted.off_bp % BP_IN_PERCENT:02} %"
            raise NotAllowedError(f"A discount of {share} is above the limit of {by.role}: {who}.")
    discount = Discount("bot", wanted.off_bp, approved_by=by.role) if wanted.off_bp else None
    on = now.astimezone(ZoneInfo(found.pack.file.timezone)).date()
    return Asked(Terms(on, price_list), wanted.coupon, discount)


def _of(row: Row, conversation: UUID) -> Row:
    if row["conversation_id"] != conversation:
        raise UnknownQuoteError(f"Quote {row['proposal_number']} was not found.")
    return row
