"""Forgets a rehearsal: every row of it, so that the script can be played again from nothing."""

from commerce.tenants import repository
from kit.errors import NotAllowedError
from store.unit import Store


async def forget(store: Store, tenant: str) -> None:
    """Deletes the rehearsal with all that hangs on it; raises NotAllowedError for a tenant that is no rehearsal."""
    async with store.unit(tenant) as unit:
        row = await repository.get(unit)
        if row is None:
            return
        if row["type"] != "rehearsal":
            raise NotAllowedError(f"{tenant} is no rehearsal: its conversations are kept.")
        await repository.remove(unit)
