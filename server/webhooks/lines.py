"""Whose a WhatsApp number is, and the keys of whom it belongs to."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from commerce.connections import repository as connections
from commerce.packs.model import WhatsAppNumber
from tools.channels.whatsapp.credentials import VENDOR, Credentials

if TYPE_CHECKING:
    from server.wiring import House

FRESH = timedelta(seconds=5)
"""For how long keys are remembered: what another process connects is seen after that."""


class Lines:
    """The numbers of all tenants of a house, by their ``phone_number_id``."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._kept: dict[str, tuple[datetime, Credentials | None]] = {}

    def owner(self, line: str) -> str | None:
        """The tenant whose number it is. A rehearsal has no telephone."""
        for tenant in self._house.tenants.values():
            if tenant.id == tenant.pack.id and number_of(tenant.pack.file.channels.whatsapp.numbers, line):
                return tenant.id
        return None

    def number(self, tenant: str, line: str) -> WhatsAppNumber | None:
        return number_of(self._house.tenant(tenant).pack.file.channels.whatsapp.numbers, line)

    async def credentials(self, tenant: str) -> Credentials | None:
        """The tenant's keys; None where WhatsApp is not connected."""
        now = self._house.clock.now()
        kept = self._kept.get(tenant)
        if kept and now - kept[0] < FRESH:
            return kept[1]
        async with self._house.store.unit(tenant) as unit:
            sealed = await connections.sealed(unit, VENDOR)
        found = Credentials.of(self._house.vault.open_keys(sealed)) if sealed else None
        self._kept[tenant] = (now, found)
        return found

    def forget(self, tenant: str) -> None:
        """The tenant's keys have changed."""
        self._kept.pop(tenant, None)

    async def all(self) -> dict[str, Credentials]:
        """The keys of every tenant that has connected WhatsApp."""
        found = {}
        for tenant in list(self._house.tenants.values()):
            keys = await self.credentials(tenant.id) if tenant.id == tenant.pack.id else None
            if keys:
                found[tenant.id] = keys
        return found


def number_of(numbers: list[WhatsAppNumber], line: str) -> WhatsAppNumber | None:
    return next((number for number in numbers if number.phone_number_id == line), None)
