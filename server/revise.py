"""The pack that a business uses: its files with what was changed of them in the console, taken up while it runs."""

import asyncio
from dataclasses import replace

from commerce.catalogue.repository import with_products
from commerce.desk import Desk
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.packs.problem import InvalidPackError
from commerce.revisions import repository as revisions
from commerce.tenants.register import register
from graphs.vocabulary import language_pack
from kit.logging import logger
from knowledge.ingest import ingest
from knowledge.search import TenantKnowledge
from server.carriers import Carriers
from server.language import engine_for
from server.mail import mail_for
from server.stock import inventory_for
from server.wiring import House, Tenant, cache_of

log = logger("revise")


async def refresh_pack(house: House, tenant: str) -> bool:
    """Takes up the revision that is in use by now; whether it was another one.

    Turns under way end with what they began with; the next see the new one.
    """
    found = house.tenant(tenant)
    async with house.store.unit(tenant) as unit:
        number = await revisions.number_in_use(unit)
        if number == house.revisions.get(tenant, 0):
            return False
        revision = await revisions.get(unit, number)
    house.revisions[tenant] = number
    root, cache = house.settings.packs_dir, cache_of(house.settings)
    try:
        pack = await asyncio.to_thread(load, root, found.pack.id, cache, revision.files)
    except InvalidPackError as error:  # it was good where it was activated: the files under it are others here
        log.error("revision_left_out", tenant=tenant, revision=number, why=error.detail)
        return False
    house.tenants[tenant] = await _furnished(house, found, pack)
    log.info("pack_revised", tenant=tenant, revision=number)
    return True


async def _furnished(house: House, found: Tenant, pack: Pack) -> Tenant:
    """The tenant with another pack; what it remembers in this process stays."""
    now = house.clock.now()
    async with house.store.unit(found.id) as unit:
        await register(unit, pack, now, type=None if found.id == pack.id else "rehearsal")
    if pack.documents != found.pack.documents:
        await ingest(house.store, found.id, pack, now, house.encoder)
    pack = await with_products(house.store, pack)
    desk = Desk(house.store, found.id, pack)
    await asyncio.to_thread(desk.catalogue.prepare)
    engine = found.engine
    if await asyncio.to_thread(lambda: language_pack(pack) != language_pack(found.pack)):
        engine = await asyncio.to_thread(engine_for, pack, house.settings, house.model)
    settings, knowledge = house.settings, found.knowledge
    if pack.file.sales_agent.vector_database != found.pack.file.sales_agent.vector_database:
        knowledge = TenantKnowledge(house.store, found.id, pack, house.encoder)
    mail = mail_for(pack.file.company, settings, house.clock)
    return replace(
        found, pack=pack, desk=desk, engine=engine, knowledge=knowledge,
        inventory=inventory_for(found.id, pack, desk, house.store, house.clock, settings, house.http),
        carriers=Carriers(pack, engine, found.calendar, mail, house.clock, found.documents, found.payments),
    )  # fmt: skip
