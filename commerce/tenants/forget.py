"""Forgets a rehearsal: every row of it, so that the script can be played again from nothing."""

from kit.errors import NotAllowedError
from store.unit import Store


async def forget(store: Store, tenant: str) -> None:
    """Deletes the rehearsal with all that hangs on it; raises NotAllowedError for a tenant that is no rehearsal."""
    async with store.unit(tenant) as unit:
        row = await unit.row("SELECT type FROM tenants WHERE tenant_id = %s", (tenant,))
        if row is None:
            return
        if row["type"] != "rehearsal":
            raise NotAllowedError(f"{tenant} is no rehearsal: its conversations are kept.")
        await unit.run("DELETE FROM appointments WHERE tenant_id = %s", (tenant,))
        await unit.run("DELETE FROM orders WHERE tenant_id = %s", (tenant,))
        await unit.run("DELETE FROM quotes WHERE tenant_id = %s", (tenant,))
        await unit.run("DELETE FROM cart_sessions WHERE tenant_id = %s", (tenant,))
        await unit.run("DELETE FROM conversations WHERE tenant_id = %s", (tenant,))
        await unit.run("DELETE FROM tenants WHERE tenant_id = %s", (tenant,))
