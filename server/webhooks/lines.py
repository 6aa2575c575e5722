"""Whose a line is, and the keys with its vendor of whom it belongs to."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from commerce.connections import repository as connections
from commerce.packs.lines import Line, line_of
from tools.channels.whatsapp.credentials import VENDOR, Credentials

if TYPE_CHECKING:
    from server.wiring import House

FRESH = timedelta(seconds=5)
"""For how long keys are remembered: what another process connects is seen after that."""


class Lines:
    """The lines of all tenants of a house, on each channel."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._kept: dict[tuple[str, str], tuple[datetime, dict[str, str] | None]] = {}

    def owner(self, line: str) -> str | None:
        """The tenant whose WhatsApp number it is. A rehearsal has no telephone."""
        for tenant in self.tenants():
            if self.line(tenant, VENDOR, line):
                return tenant
        return None

    def tenants(self) -> list[str]:
        """Those that customers can write to: no rehearsals."""
        return [tenant.id for tenant in list(self._house.tenants.values()) if tenant.id == tenant.pack.id]

    def line(self, tenant: str, channel: str, line: str) -> Line | None:
        return line_of(self._house.tenant(tenant).pack.file.channels, channel, line)

    async def keys(self, tenant: str, vendor: str) -> dict[str, str] | None:
        """The tenant's keys; None where the vendor is not connected."""
        now = self._house.clock.now()
        kept = self._kept.get((tenant, vendor))
        if kept and now - kept[0] < FRESH:
            return kept[1]
        async with self._house.store.unit(tenant) as unit:
            sealed = await connections.sealed(unit, vendor)
        found = self._house.vault.open_keys(sealed) if sealed else None
        self._kept[tenant, vendor] = (now, found)
        return found

    async def credentials(self, tenant: str) -> Credentials | None:
        """The tenant's keys with Meta; None where WhatsApp is not connected."""
        keys = await self.keys(tenant, VENDOR)
        return Credentials.of(keys) if keys else None

    def forget(self, tenant: str) -> None:
        """The tenant's keys have changed."""
        for known in [known for known in self._kept if known[0] == tenant]:
            del self._kept[known]

    async def all(self) -> dict[str, Credentials]:
        """The keys of every tenant that has connected WhatsApp."""
        found = {tenant: await self.credentials(tenant) for tenant in self.tenants()}
        return {tenant: keys for tenant, keys in found.items() if keys}
