"""Requests that carry a key: done once, and answered alike however often they are sent."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kit.errors import ConflictError, InvalidInputError
from kit.ids import derived
from store.unit import Unit

LONGEST = 200


class KeyReusedError(ConflictError):
    title = "The idempotency key was used for another request"


async def once(
    unit: Unit, scope: UUID, key: str | None, request: Any, now: datetime, act: Callable[[], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    """What ``act`` answers, or what it answered before under the same ``key`` of the same ``scope``.

    In the unit's transaction: what ``act`` wrote and its answer are there together. Others with the same key wait.
    Raises KeyReusedError where ``request`` is another one. Without a key it is done each time.
    """
    if key is None:
        return await act()
    if not 0 < len(key) <= LONGEST or not key.isprintable():
        raise InvalidInputError(f"The idempotency key is not one: expected 1 to {LONGEST} printable characters.")
    digest = str(derived(orjson.dumps(request, option=orjson.OPT_SORT_KEYS, default=str).decode()))
    await unit.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{unit.tenant} {scope} {key}",))
    row = await unit.row("SELECT request, answer FROM request_keys WHERE scope = %s AND key = %s", (scope, key))
    if row is None:
        answer = await act()
        await unit.run(
            "INSERT INTO request_keys (tenant_id, scope, key, request, answer, created_at) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            (unit.tenant, scope, key, digest, orjson.dumps(answer, default=str).decode(), now),
        )
        return answer
    if row["request"] != digest:
        raise KeyReusedError("This idempotency key came before with another request: use a new one for this.")
    known: dict[str, Any] = row["answer"]
    return known
