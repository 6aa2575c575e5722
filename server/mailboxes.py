"""Looks into the mailboxes of connected tenants: what came is kept as webhooks are, and worked like them."""

import asyncio

from commerce.mailboxes import repository as mailboxes
from commerce.webhooks import repository as webhooks
from kit.errors import ParleyError
from kit.logging import logger
from server.wiring import House
from tools.channels.email.credentials import VENDOR, imap_of
from tools.channels.email.imap import ImapAccount, Place, read_new

log = logger("mailbox")
EVERY_S = 20.0
AT_ONCE = 50


class Mailboxes:
    def __init__(self, house: House) -> None:
        self._house = house

    async def run(self) -> None:
        """Until it is cancelled. A mailbox that cannot be opened does not keep the others waiting."""
        while True:
            for tenant in self._house.lines.tenants():
                try:
                    while await self.look(tenant) == AT_ONCE:
                        pass
                except ParleyError as error:
                    log.warning("mailbox_unread", tenant=tenant, why=error.detail)
            await asyncio.sleep(EVERY_S)

    async def look(self, tenant: str) -> int:
        """Keeps what is new in the tenant's mailbox; how much there was. Raises where it cannot be opened."""
        keys = await self._house.lines.keys(tenant, VENDOR)
        account = imap_of(keys) if keys else None
        return await self._read(tenant, account) if account else 0

    async def _read(self, tenant: str, account: ImapAccount) -> int:
        """The mails and how far they go are kept together: none is lost and none is kept twice."""
        house = self._house
        async with house.store.unit(tenant) as unit:
            before = await mailboxes.place(unit, account.name)
        place = Place(before["validity"], before["last_uid"], before["polled_at"]) if before else None
        found = await asyncio.to_thread(read_new, account, place, AT_ONCE)
        now = house.clock.now()
        async with house.store.unit(tenant) as unit:
            if not await mailboxes.move(unit, account.name, before, found.validity, found.uid, now):
                return 0
            for mail in found.mails:
                await webhooks.add(unit, house.ids.new(), VENDOR, house.vault.seal(mail), now)
        if found.mails:
            house.doorbell.set()
        return len(found.mails)
