"""The rows of ``approvals``."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.approvals.model import (
    HOURS,
    ApprovalClosedError,
    RoleTooLowError,
    UnknownApprovalError,
    digest_of,
    is_enough,
)
from commerce.packs.prices import Role
from kit.ids import derived
from kit.money import Money
from store.unit import Row, Unit

KEPT = timedelta(days=7)
"""For how long a decision is still told to its customer."""


@dataclass(frozen=True, slots=True)
class Asking:
    """``total``: what the quote comes to before it; ``needs``: the least role that may decide."""

    conversation: UUID
    turn: int
    number: str
    digest: str
    off_bp: int
    total: Money
    needs: Role
    now: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision. ``who`` and ``role`` come from whoever signed in, never from a message."""

    approved: bool
    who: str
    role: Role
    note: str | None
    now: datetime


def id_of(tenant: str, conversation: UUID, turn: int) -> UUID:
    """The row that a turn asks for, known before it is written."""
    return derived(tenant, str(conversation), "approval", str(turn))


async def ask(unit: Unit, asking: Asking) -> None:
    """Once a turn. What the same conversation asked before and nobody decided is withdrawn."""
    await unit.run(
        "UPDATE approvals SET status = 'expired' WHERE conversation_id = %s AND status = 'waiting' AND id <> %s",
        (asking.conversation, id_of(unit.tenant, asking.conversation, asking.turn)),
    )
    await unit.run(
        """
        INSERT INTO approvals (
            id, tenant_id, conversation_id, kind, quote_number, digest, off_bp, total, currency, needs, status,
            asked_at, expires_at)
        VALUES (%s, %s, %s, 'discount', %s, %s, %s, %s, %s, %s, 'waiting', %s, %s) ON CONFLICT (id) DO NOTHING
        """,
        (
            id_of(unit.tenant, asking.conversation, asking.turn),
            unit.tenant,
            asking.conversation,
            asking.number,
            asking.digest,
            asking.off_bp,
            asking.total.minor,
            asking.total.currency,
            asking.needs,
            asking.now,
            asking.now + timedelta(hours=HOURS),
        ),
    )


async def grant(unit: Unit, quote: Row, who: str, role: Role, now: datetime) -> UUID:
    """A person's own discount on a quote that they prepared: asked for and agreed to at once."""
    approval, off_bp = derived(unit.tenant, "approval", quote["proposal_number"]), quote["terms"]["off_bp"]
    lines = [{"item": line["item"], "quantity": line["quantity"]} for line in quote["lines"]]
    await unit.run(
        """
        INSERT INTO approvals (
            id, tenant_id, conversation_id, kind, quote_number, digest, off_bp, total, currency, needs, status,
            asked_at, expires_at, decided_at, decided_by, decided_role)
        VALUES (%(id)s, %(tenant)s, %(conversation)s, 'given', %(number)s, %(digest)s, %(off)s, %(total)s,
                %(currency)s, %(role)s, 'approved', %(now)s, %(now)s, %(now)s, %(who)s, %(role)s)
        ON CONFLICT (id) DO NOTHING
        """,
        {
            "id": approval, "tenant": unit.tenant, "conversation": quote["conversation_id"],
            "number": quote["proposal_number"], "digest": digest_of(quote["proposal_number"], 1, lines, off_bp),
            "off": off_bp, "total": quote["total"], "currency": quote["currency"], "role": role, "now": now, "who": who,
        },
    )  # fmt: skip
    return approval


async def get(unit: Unit, approval: UUID, *, lock: bool = False) -> Row:
    """Raises UnknownApprovalError."""
    query = "SELECT * FROM approvals WHERE id = %s FOR UPDATE" if lock else "SELECT * FROM approvals WHERE id = %s"
    row = await unit.row(query, (approval,))
    if row is None:
        raise UnknownApprovalError(f"Approval {approval} was not found.")
    return row


async def listed(unit: Unit, status: str | None = None, limit: int = 200) -> list[Row]:
    """Those in that state, or all of them, oldest first."""
    return await unit.rows(
        "SELECT * FROM approvals WHERE %s::text IS NULL OR status = %s ORDER BY asked_at, id LIMIT %s",
        (status, status, limit),
    )


async def decide(unit: Unit, approval: UUID, verdict: Verdict) -> Row:
    """Deciding the same way twice is deciding once.

    Raises ApprovalClosedError where it was decided otherwise or its time is up, RoleTooLowError.
    """
    row = await get(unit, approval, lock=True)
    status = "approved" if verdict.approved else "refused"
    if row["status"] == status:
        return row
    if row["status"] != "waiting" or row["expires_at"] <= verdict.now:
        raise ApprovalClosedError(f"Approval {approval} is {_state(row)} and cannot be decided again.")
    if not is_enough(verdict.role, row["needs"]):
        raise RoleTooLowError(f"This discount is decided by {row['needs']} or above, not by {verdict.role}.")
    changes = {"status": status, "decided_at": verdict.now, "decided_by": verdict.who, "decided_role": verdict.role}
    await unit.run(
        "UPDATE approvals SET status = %(status)s, decided_at = %(decided_at)s, decided_by = %(decided_by)s, "
        "decided_role = %(decided_role)s, note = %(note)s WHERE id = %(id)s",
        {**changes, "note": verdict.note, "id": approval},
    )
    return {**row, **changes, "note": verdict.note}


async def expire(unit: Unit, now: datetime) -> int:
    """Closes those that nobody decided in time; how many."""
    return await unit.run(
        "UPDATE approvals SET status = 'expired' WHERE status = 'waiting' AND expires_at <= %s", (now,)
    )


async def untold(unit: Unit, now: datetime) -> list[Row]:
    """Those that are over and that their conversation has no message of; what was withdrawn needs none."""
    return await unit.rows(
        """
        SELECT a.* FROM approvals a
         WHERE a.kind = 'discount'
           AND (a.status IN ('approved', 'refused') OR (a.status = 'expired' AND a.expires_at <= %s))
           AND a.asked_at > %s
           AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = a.conversation_id
                              AND m.client_message_id = 'approval:' || a.id)
         ORDER BY a.asked_at LIMIT 50
        """,
        (now, now - KEPT),
    )


def message_of(approval: UUID) -> str:
    """Under which its conversation keeps what became of it."""
    return f"approval:{approval}"


def _state(row: Row) -> str:
    return "expired" if row["status"] == "waiting" else str(row["status"])
