"""Grades a conversation by the rows that it left."""

from datetime import datetime
from typing import Any
from uuid import UUID

from evals import repository
from evals.suite import Expected
from store.unit import Row, Store, Unit


async def grade(store: Store, tenant: str, conversation: UUID, expected: Expected) -> list[str]:
    """What differs from the expected end state, one line each; nothing when it is as expected."""
    async with store.unit(tenant) as unit:
        wrong = await _owner(unit, conversation, expected)
        for table in repository.LEFT:
            rows = getattr(expected, table)
            if rows is not None:
                wrong += _compare(table, rows, await repository.left(unit, table, conversation))
        wrong += await _profile(unit, conversation, expected)
        wrong += await _lead(unit, conversation, expected)
    return wrong


def _compare(table: str, expected: list[dict[str, Any]], found: list[Row]) -> list[str]:
    if len(expected) != len(found):
        states = [row["status"] for row in found]
        return [f"{table}: expected {len(expected)}, found {len(found)} {states if states else ''}".rstrip()]
    return [
        f"{table}[{place}].{name}: expected {value!r}, found {row.get(name, 'no such column')!r}"
        for place, (want, row) in enumerate(zip(expected, found, strict=True))
        for name, value in want.items()
        if name not in row or not _same(value, row[name])
    ]


def _same(expected: Any, found: Any) -> bool:
    if isinstance(found, datetime):
        return datetime.fromisoformat(str(expected)) == found
    return bool(expected == found)


async def _owner(unit: Unit, conversation: UUID, expected: Expected) -> list[str]:
    if expected.owner is None:
        return []
    owner = await repository.owner(unit, conversation)
    return [] if owner == expected.owner else [f"owner: expected {expected.owner}, found {owner}"]


async def _profile(unit: Unit, conversation: UUID, expected: Expected) -> list[str]:
    if not expected.profile:
        return []
    fields = await repository.profile(unit, conversation)
    found = {name: (fields.get(name) or {}).get("value") for name in expected.profile}
    return [
        f"profile.{name}: expected {value!r}, found {found[name]!r}"
        for name, value in expected.profile.items()
        if found[name] != value
    ]


async def _lead(unit: Unit, conversation: UUID, expected: Expected) -> list[str]:
    if expected.lead_at_least is None:
        return []
    score, least = await repository.score(unit, conversation), expected.lead_at_least
    return [] if score >= least else [f"lead: expected a score of at least {least}, found {score}"]
