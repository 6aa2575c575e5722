"""The list of conversations, newest first, page by page from where the last one ended."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from commerce.browsing.repository import Wanted, newest
from kit.errors import InvalidInputError
from store.unit import Row, Unit

PAGE = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list, and where the next one begins; None after the last."""

    rows: list[Row]
    next: str | None


async def browse(unit: Unit, wanted: Wanted, after: str | None = None) -> Shelf:
    """Raises InvalidInputError for an ``after`` that no page gave."""
    rows = await newest(unit, wanted, PAGE + 1, _place(after) if after else None)
    more = len(rows) > PAGE
    return Shelf(rows[:PAGE], _mark(rows[PAGE - 1]) if more else None)


def _mark(row: Row) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([row["updated_at"].isoformat(), str(row["id"])])).decode()


def _place(mark: str) -> dict[str, Any]:
    try:
        at, id = orjson.loads(base64.urlsafe_b64decode(mark))
        return {"at": datetime.fromisoformat(at), "id": UUID(id)}
    except (binascii.Error, ValueError, TypeError) as error:
        raise InvalidInputError("after: expected the 'next' of a page of this list.") from error
