"""Writes on what waits for a person's decision."""

from commerce.approvals import repository as approvals
from commerce.audit.repository import record as audit
from commerce.packs.prices import Role
from commerce.writes.scope import Scope
from kit.money import Money
from store.unit import Unit


async def ask(
    unit: Unit, scope: Scope, *, number: str, digest: str, off_bp: int, total: int, currency: str, needs: Role
) -> None:
    """Puts a discount on a quote before whoever may decide it."""
    asking = approvals.Asking(
        scope.conversation, scope.turn_seq, number, digest, off_bp, Money(total, currency), needs, scope.now
    )
    await approvals.ask(unit, asking)
    detail = {"quote": number, "off_bp": off_bp, "needs": needs, "turn": scope.turn_seq}
    await audit(unit, "bot", "approval.ask", conversation=scope.conversation, detail=detail, now=scope.now)
