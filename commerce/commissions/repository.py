"""The rows of ``commissions``: one for an order, reckoned anew where money goes back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from kit.ids import derived
from kit.money import Money
from store.unit import Row, Unit


async def save(
    unit: Unit, order: Row, base: Money, amount: Money, lines: Sequence[Mapping[str, Any]], now: datetime
) -> None:
    """``base`` is what it is reckoned on, ``amount`` what the order's seller earns."""
    await unit.run(
        "INSERT INTO commissions (id, tenant_id, order_id, person_id, base, amount, currency, lines, created_at, "
        "updated_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (order_id) DO UPDATE "
        "SET base = excluded.base, amount = excluded.amount, updated_at = excluded.updated_at",
        (derived(unit.tenant, "commission", str(order["id"])), unit.tenant, order["id"], order["sold_by"],
         base.minor, amount.minor, order["currency"], Jsonb(list(lines)), now, now),
    )  # fmt: skip
