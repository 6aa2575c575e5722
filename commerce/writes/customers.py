"""Writes on what is known of a customer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from commerce.audit.repository import record as audit
from commerce.consents import repository as consents
from commerce.leads import repository as leads
from commerce.leads import signals as shown
from commerce.leads.model import Qualification, Temperature
from commerce.profiles import repository as profiles
from commerce.writes.scope import Scope
from store.unit import Unit


async def save_profile(unit: Unit, scope: Scope, *, fields: Mapping[str, Mapping[str, Any] | None]) -> None:
    """``fields``: ``{name: {"value", "source", "confidence", "confirmed"} | None}``; None forgets one."""
    await profiles.save(unit, contact=scope.contact, conversation=scope.conversation, fields=fields, now=scope.now)


async def save_lead(
    unit: Unit,
    scope: Scope,
    *,
    score: int,
    temperature: Temperature,
    reasons: list[dict[str, Any]],
    decision_maker: bool | None = None,
    budget_range: str | None = None,
    timeline: str | None = None,
    signals: list[str] | None = None,
    intention: str | None = None,
    need: str | None = None,
    company_size: str | int | None = None,
) -> None:
    await leads.save(
        unit,
        conversation=scope.conversation,
        contact=scope.contact,
        found=Qualification(score, temperature, reasons, decision_maker, budget_range, timeline),
        signals=signals or [],
        intention=intention,
        need=need,
        company_size=None if company_size is None else str(company_size),
        now=scope.now,
    )


async def save_signals(unit: Unit, scope: Scope, *, signals: list[str], message: str) -> None:
    """Keeps what ``message`` showed for the contact's later conversations."""
    await shown.save(unit, contact=scope.contact, message=UUID(message), signals=signals, now=scope.now)


async def save_interaction(
    unit: Unit, scope: Scope, *, product: str, type: str, recommendations: Sequence[dict[str, Any]] = ()
) -> None:
    """``type``: ``viewed``, ``configured``, ``quoted``, ``recommended`` (with why) or ``taken``."""
    await leads.interact(
        unit, conversation=scope.conversation, contact=scope.contact, turn=scope.turn_seq, product=product,
        type=type, recommendations=recommendations, now=scope.now, )  # fmt: skip


async def opt_out(unit: Unit, scope: Scope, *, channel: str = consents.EVERYWHERE) -> None:
    """The customer does not want to be written to any more: on that channel, or on none."""
    await consents.keep(unit, scope.contact, channel, "all", allowed=False, source="words", at=scope.now)
    detail = {"turn": scope.turn_seq, "channel": channel}
    await audit(unit, "customer", "consent.opt_out", conversation=scope.conversation, detail=detail, now=scope.now)
