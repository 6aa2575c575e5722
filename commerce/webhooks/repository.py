"""The rows of ``webhooks``: a queue in which nothing is lost, since what is in work stays until it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from store.unit import Row, Store, Unit

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Body:
    """``sealed`` is what came, encrypted by the house's vault."""

    tenant: str
    id: UUID
    vendor: str
    sealed: bytes
    at: datetime


async def keep(store: Store, bodies: Sequence[Body]) -> None:
    """Stores bodies of any tenants, all or none, in one round trip: from here on they may be acknowledged."""
    await store.call(
        "SELECT keep_webhook(w.tenant, w.id, w.vendor, w.body, w.at) FROM unnest("
        "%s::text[], %s::uuid[], %s::text[], %s::bytea[], %s::timestamptz[]) AS w(tenant, id, vendor, body, at)",
        (
            [body.tenant for body in bodies], [body.id for body in bodies], [body.vendor for body in bodies],
            [body.sealed for body in bodies], [body.at for body in bodies],
        ),
    )  # fmt: skip


async def add(unit: Unit, id: UUID, vendor: str, sealed: bytes, now: datetime) -> None:
    """Stores a body together with what else the unit does."""
    await unit.run(
        "INSERT INTO webhooks (id, tenant_id, vendor, body, received_at) VALUES (%s, %s, %s, %s, %s)",
        (id, unit.tenant, vendor, sealed, now),
    )


async def waiting(unit: Unit, limit: int) -> list[Row]:
    """The oldest that wait, locked until the transaction ends; what another worker has is passed over."""
    return await unit.rows(
        "SELECT id, vendor, body, attempts, received_at FROM webhooks WHERE state = 'waiting' "
        "ORDER BY received_at, id LIMIT %s FOR UPDATE SKIP LOCKED",
        (limit,),
    )


async def done(unit: Unit, ids: list[UUID], now: datetime) -> None:
    await unit.run("UPDATE webhooks SET state = 'done', done_at = %s WHERE id = ANY(%s)", (now, ids))


async def failed(unit: Unit, id: UUID, why: str, now: datetime) -> None:
    """It is tried again a few times; after that it stays for a person to look at."""
    await unit.run(
        "UPDATE webhooks SET attempts = attempts + 1, error = %s, "
        "state = CASE WHEN attempts + 1 >= %s THEN 'failed' ELSE state END, "
        "done_at = CASE WHEN attempts + 1 >= %s THEN %s END WHERE id = %s",
        (why[:500], ATTEMPTS, ATTEMPTS, now, id),
    )


async def forget(unit: Unit, before: datetime) -> int:
    """Deletes bodies that were done with before that; how many."""
    return await unit.run("DELETE FROM webhooks WHERE done_at < %s", (before,))
