"""A catalogue that was loaded while the server runs is taken up without a restart."""

import asyncio
from dataclasses import replace

from commerce.catalogue.repository import version_in, with_products
from commerce.desk import Desk
from kit.logging import logger
from server.wiring import House

log = logger("refresh")


async def refresh_catalogue(house: House, tenant: str) -> bool:
    """Whether there was something newer. Turns under way end with what they began with; the next see the new one."""
    found = house.tenant(tenant)
    newest = await version_in(house.store, found.pack.id)
    if newest == house.loaded.get(tenant):
        return False
    pack = await with_products(house.store, found.pack)
    desk = Desk(house.store, tenant, pack)
    await asyncio.to_thread(desk.catalogue.prepare)
    house.tenants[tenant] = replace(found, pack=pack, desk=desk)
    house.loaded[tenant] = newest
    log.info("catalogue_refreshed", tenant=tenant, version=newest, products=len(pack.products))
    return True
