"""What calls cost and how much may be spent. Amounts are whole millionths of a US dollar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Protocol

MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens. ``cached`` is what a token of a prompt costs that the endpoint had kept."""

    input: Decimal
    output: Decimal
    cached: Decimal | None = None

    def cost(self, tokens_in: int, tokens_out: int, tokens_cached: int) -> int:
        """Millionths of a dollar, rounded up."""
        cached = self.input if self.cached is None else self.cached
        total = (tokens_in - tokens_cached) * self.input + tokens_cached * cached + tokens_out * self.output
        return int(total.to_integral_value(ROUND_CEILING))


Prices = Mapping[str, Price]
"""By the model's name; what is not listed costs nothing here, and no budget can hold it."""


Spent = Mapping[str, int]
"""``conversation`` since it began, and by its tenant on a ``day`` (UTC) and in that day's ``month``."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """Millionths of a dollar; 0 is no limit."""

    conversation: int = 0
    day: int = 0
    month: int = 0

    @property
    def any(self) -> bool:
        return bool(self.conversation or self.day or self.month)

    def used_up(self, spent: Spent) -> str | None:
        """The budget of which nothing is left, by name."""
        for name in ("conversation", "day", "month"):
            limit = getattr(self, name)
            if limit and spent[name] >= limit:
                return name
        return None


class Purse(Protocol):
    """Keeps what was spent, whatever becomes of the turn that spent it."""

    async def spent(self, tenant: str, conversation: str, day: date) -> Spent:
        """Raises UnavailableError."""
        ...

    async def add(self, tenant: str, conversation: str, day: date, tokens_in: int, tokens_out: int, cost: int) -> None:
        """Raises UnavailableError."""
        ...


class MemoryPurse:
    """Implements ``Purse`` for as long as the process lives."""

    def __init__(self) -> None:
        self._costs: dict[tuple[str, str, date], int] = {}

    async def spent(self, tenant: str, conversation: str, day: date) -> Spent:
        own = {key: cost for key, cost in self._costs.items() if key[0] == tenant}
        return {
            "conversation": sum(cost for key, cost in own.items() if key[1] == conversation),
            "day": sum(cost for key, cost in own.items() if key[2] == day),
            "month": sum(cost for key, cost in own.items() if key[2].replace(day=1) == day.replace(day=1)),
        }

    async def add(self, tenant: str, conversation: str, day: date, tokens_in: int, tokens_out: int, cost: int) -> None:
        del tokens_in, tokens_out
        key = (tenant, conversation, day)
        self._costs[key] = self._costs.get(key, 0) + cost
