"""Asks a stock service: ``GET {address}/stock?code=A&code=B`` answers ``{"items": [{"code", "available", "at"}]}``.

``at`` (ISO 8601 with offset) is when it was counted; without it, it is counted now. ``branches`` (``{"centro": 4}``, by
the ids of the pack) may say where they lie. A code that is not in the answer is not counted there.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx

from kit.clock import Clock
from tools.inventory.port import Level, StockUnknownError

AT_ONCE = 100
"""Codes in one question."""


class RestInventory:
    """``code_of`` gives the code by which the service knows an item; ``token`` goes as a bearer token."""

    def __init__(
        self, client: httpx.AsyncClient, address: str, code_of: Callable[[str], str], clock: Clock, timeout_s: float,
        token: str | None = None,
    ) -> None:  # fmt: skip
        self._client = client
        self._url = f"{address.rstrip('/')}/stock"
        self._code_of = code_of
        self._clock = clock
        self._timeout_s = timeout_s
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        codes = {self._code_of(item): item for item in items}
        found: dict[str, Level] = {}
        for start in range(0, len(codes), AT_ONCE):
            answers = await self._ask(list(codes)[start : start + AT_ONCE])
            found |= {codes[code]: level for code, level in answers.items() if code in codes}
        return found

    async def _ask(self, codes: list[str]) -> dict[str, Level]:
        try:
            asked = httpx.QueryParams([("code", code) for code in codes])
            answer = await self._client.get(self._url, params=asked, headers=self._headers, timeout=self._timeout_s)
            answer.raise_for_status()
            return {str(row["code"]): self._level(row) for row in answer.json()["items"]}
        except httpx.HTTPStatusError as error:
            raise StockUnknownError(f"The stock system answered {error.response.status_code}.") from error
        except httpx.HTTPError as error:
            raise StockUnknownError(f"The stock system does not answer: {type(error).__name__}.") from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise StockUnknownError("The stock system's answer is not what it should be.") from error

    def _level(self, row: Mapping[str, Any]) -> Level:
        at = datetime.fromisoformat(row["at"]) if row.get("at") else self._clock.now()
        if at.tzinfo is None:
            raise ValueError(row["at"])
        branches = {str(branch): _count(count) for branch, count in (row.get("branches") or {}).items()}
        return Level(_count(row["available"]), at, branches)


def _count(told: Any) -> int:
    if type(told) is not int or told < 0:
        raise ValueError(told)
    return told
