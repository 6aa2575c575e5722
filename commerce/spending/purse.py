"""What calls to a model may still cost, kept in the database so that all processes share it."""

from datetime import date

from commerce.spending import repository
from store.unit import Store


class StoredPurse:
    """The tenant's spending. Each call is a transaction of its own, outside of any turn's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def spent(self, tenant: str, conversation: str, day: date) -> dict[str, int]:
        """``{"conversation", "day", "month"}`` in millionths of a US dollar."""
        async with self._store.unit(tenant) as unit:
            return await repository.sums(unit, conversation, day)

    async def add(self, tenant: str, conversation: str, day: date, tokens_in: int, tokens_out: int, cost: int) -> None:
        async with self._store.unit(tenant) as unit:
            await repository.add(unit, conversation, day, tokens_in, tokens_out, cost)
