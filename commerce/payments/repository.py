"""The rows of ``payments`` and ``payment_events``."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from commerce.payments.model import OPEN
from kit.ids import derived
from store.unit import Row, Unit


async def by_link(unit: Unit, provider: str, link: str) -> Row | None:
    return await unit.row("SELECT * FROM payments WHERE provider = %s AND link_id = %s FOR UPDATE", (provider, link))


async def of_order(unit: Unit, order: UUID) -> list[Row]:
    """The order's links, newest first."""
    return await unit.rows("SELECT * FROM payments WHERE order_id = %s ORDER BY created_at DESC, id", (order,))


async def payable(unit: Unit, order: UUID, now: datetime) -> Row | None:
    """The link by which the order can be paid now."""
    return await unit.row(
        "SELECT * FROM payments WHERE order_id = %s AND state = ANY(%s) AND expires_at > %s "
        "ORDER BY created_at DESC LIMIT 1",
        (order, list(OPEN), now),
    )


async def add(unit: Unit, order: Row, provider: str, link: str, url: str, expires_at: datetime, now: datetime) -> None:
    """Keeps a link, once, with the amount that it is bound to."""
    await unit.run(
        "INSERT INTO payments (id, tenant_id, order_id, provider, link_id, url, amount, currency, expires_at, "
        "created_at, updated_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (
            derived(unit.tenant, "payment", provider, link),
            unit.tenant,
            order["id"],
            provider,
            link,
            url,
            order["total"],
            order["currency"],
            expires_at,
            now,
            now,
        ),
    )


async def save(unit: Unit, row: Row, *, state: str, paid: int, refunded: int, at: datetime, now: datetime) -> None:
    await unit.run(
        "UPDATE payments SET state = %s, paid = %s, refunded = %s, told_at = greatest(told_at, %s), updated_at = %s "
        "WHERE id = %s",
        (state, paid, refunded, at, now, row["id"]),
    )


async def keep(unit: Unit, provider: str, event: str, body: bytes, now: datetime) -> bool:
    """Stores the event as it came; whether it is new."""
    added = await unit.run(
        "INSERT INTO payment_events (id, tenant_id, provider, event_id, body, received_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, provider, event_id) DO NOTHING",
        (derived(unit.tenant, "payment event", provider, event), unit.tenant, provider, event, body, now),
    )
    return added == 1


async def settle(unit: Unit, provider: str, event: str, outcome: str, why: str) -> None:
    await unit.run(
        "UPDATE payment_events SET outcome = %s, why = %s WHERE provider = %s AND event_id = %s",
        (outcome, why or None, provider, event),
    )


async def held(unit: Unit) -> Sequence[Row]:
    """Events that wait for a person, oldest first."""
    return await unit.rows(
        "SELECT provider, event_id, outcome, why, received_at FROM payment_events "
        "WHERE outcome IN ('held', 'unknown') ORDER BY received_at"
    )
