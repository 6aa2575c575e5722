"""Discounts that wait for a person: shown to staff, decided by them, told to the customer as a turn."""

from typing import Any
from uuid import UUID

from commerce.approvals import repository as approvals
from commerce.approvals.repository import Verdict
from commerce.audit.repository import record as audit
from kit.errors import ParleyError
from kit.logging import logger
from kit.money import Money
from server.wiring import House
from store.unit import Row

log = logger("approvals")


async def waiting(house: House, tenant: str, status: str | None = "waiting") -> list[dict[str, Any]]:
    """Those in that state, oldest first; ``status`` None: all of them."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        rows = await approvals.listed(unit, status)
    return [shown(row) for row in rows]


async def decide(house: House, tenant: str, approval: UUID, verdict: Verdict) -> dict[str, Any]:
    """The decision is kept before it is told; deciding the same way again only tells it again, once.

    Raises UnknownApprovalError, ApprovalClosedError, RoleTooLowError.
    """
    async with house.store.unit(house.tenant(tenant).id) as unit:
        row = await approvals.decide(unit, approval, verdict)
        detail = {"approval": str(approval), "quote": row["quote_number"], "off_bp": row["off_bp"],
                  "approved": verdict.approved, "role": verdict.role}  # fmt: skip
        await audit(unit, verdict.who, "approval.decide", conversation=row["conversation_id"], detail=detail,
                    now=verdict.now)  # fmt: skip
    await _tell(house, tenant, row)
    return shown(row)


async def settle_approvals(house: House, tenant: str) -> int:
    """Closes those whose time is up, and tells of every one that its customer has not heard of; how many."""
    async with house.store.unit(tenant) as unit:
        await approvals.expire(unit, house.clock.now())
        rows = await approvals.untold(unit, house.clock.now())
    for row in rows:
        try:
            await _tell(house, tenant, row)
        except ParleyError as error:
            log.error("approval_not_told", tenant=tenant, approval=str(row["id"]), why=error.detail)
    return len(rows)


def shown(row: Row) -> dict[str, Any]:
    """For staff: ``off`` is what the discount takes off ``total``, both in minor units."""
    total = Money(row["total"], row["currency"])
    times = {name: row[name].isoformat() if row[name] else None for name in ("asked_at", "expires_at", "decided_at")}
    kept = ("kind", "status", "quote_number", "off_bp", "currency", "needs", "decided_by", "decided_role", "note")
    return {
        "id": str(row["id"]),
        "conversation": str(row["conversation_id"]),
        **{name: row[name] for name in kept},
        "total": row["total"],
        "off": (total - total.share(10_000 - row["off_bp"])).minor,
        **times,
    }


async def _tell(house: House, tenant: str, row: Row) -> None:
    event = {
        "event": "approval_decided",
        "approval": str(row["id"]),
        "status": row["status"],
        "number": row["quote_number"],
        "digest": row["digest"],
        "off_bp": row["off_bp"],
        "role": row["decided_role"],
    }
    await house.inbox.happen(tenant, row["conversation_id"], approvals.message_of(row["id"]), event)
