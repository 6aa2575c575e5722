"""The rows of ``canned_replies``: what is typed with ``/name``."""

import re
from datetime import datetime

from kit.errors import InvalidInputError
from store.unit import Row, Unit

_NAME = re.compile(r"[a-z0-9-]{1,40}")
LONGEST = 2000


async def listed(unit: Unit) -> list[Row]:
    return await unit.rows("SELECT name, language, content FROM canned_replies ORDER BY name, language")


async def put(unit: Unit, name: str, language: str, text: str, by: str, now: datetime) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidInputError(f"name {name!r}: expected 1 to 40 lower-case letters, digits and hyphens.")
    if not text.strip() or len(text) > LONGEST:
        raise InvalidInputError(f"content: expected 1 to {LONGEST} characters, found {len(text)}.")
    await unit.run(
        "INSERT INTO canned_replies (tenant_id, name, language, content, updated_by, updated_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, name, language) DO UPDATE "
        "SET content = excluded.content, updated_by = excluded.updated_by, updated_at = excluded.updated_at",
        (unit.tenant, name, language, text, by, now),
    )


async def drop(unit: Unit, name: str, language: str) -> None:
    await unit.run("DELETE FROM canned_replies WHERE name = %s AND language = %s", (name, language))
