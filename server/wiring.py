"""The composition root: settings become ports, ports become the run-time world of each tenant."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psycopg
from psycopg.conninfo import conninfo_to_dict

from agents.context import Context
from commerce.catalogue.repository import version_in, with_products
from commerce.connections import repository as connections
from commerce.desk import Desk
from commerce.packs.load import available, load
from commerce.packs.model import Pack
from commerce.packs.problem import InvalidPackError
from commerce.revisions import repository as revisions
from commerce.spending.purse import StoredPurse
from commerce.tenants.register import register
from graphs.desk import PeopleDesk
from graphs.drafting import Release
from graphs.inbox import Inbox
from graphs.sales import build
from graphs.turn import Contexts, TurnRunner, saver
from kit.clock import Clock, SystemClock
from kit.errors import InvalidInputError, NotFoundError
from kit.ids import Ids, RandomIds
from kit.logging import logger
from kit.settings import Settings
from knowledge.ingest import ingest
from knowledge.port import Knowledge
from knowledge.search import TenantKnowledge
from language.embedded.encoder import Encoder, encoder_here
from language.port import Engine
from server.carriers import Carriers
from server.language import chat_model, engine_for
from server.mail import THREADS, TenantMail, mail_for
from server.paid import take_event
from server.secrets import Keys, Vault
from server.stock import inventory_for
from server.tracing.open import open_tracing
from server.webhooks.lines import Lines
from store.bus import open_bus
from store.bus.port import Bus
from store.migrate import migrate
from store.unit import Store
from tools.calendar.memory import MemoryCalendar
from tools.calendar.port import Calendar
from tools.documents.port import Documents
from tools.documents.typst.pdf import TypstDocuments
from tools.email.port import Mail
from tools.inventory.credentials import VENDOR as STOCK
from tools.inventory.port import Inventory
from tools.payments.memory import MemoryPayments, Sent
from tools.payments.pay_links import PayLinks

if TYPE_CHECKING:
    from store.embedded import EmbeddedServer

log = logger("house")

Say = Callable[[str], None]

Revive = Callable[[], None]
"""Brings the database back, where it is ours to bring back; raises UnavailableError. It takes its time."""


def quiet(_line: str) -> None:
    """Says nothing."""


def _nobody() -> None:
    """A database that others run comes back by itself."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """What is loaded once for a tenant and shared by its conversations."""

    id: str
    pack: Pack
    engine: Engine
    desk: Desk
    knowledge: Knowledge
    calendar: Calendar
    inventory: Inventory
    documents: Documents
    payments: MemoryPayments
    pay_links: PayLinks
    mail: Mail
    carriers: Carriers


class House:
    """A running Parley: its store, its bus, its tenants, and the one way in."""

    def __init__(
        self, settings: Settings, store: Store, bus: Bus, clock: Clock, ids: Ids, url: str, revive: Revive,
        encoder: Encoder,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.store = store
        self.bus = bus
        self.clock = clock
        self.ids = ids
        self.url = url
        self.revive = revive
        self.encoder = encoder
        self._keys = Keys(settings)
        self.links = self._keys.quote_links(settings.address)
        self.tenants: dict[str, Tenant] = {}
        self.loaded: dict[str, int] = {}
        """The version of each tenant's loaded catalogue that its conversations see."""
        self.revisions: dict[str, int] = {}
        """Which revision of each tenant's pack is loaded; 0 is its files alone."""
        self.vault = Vault(settings)
        self.lines = Lines(self)
        self.doorbell = asyncio.Event()
        self.http = httpx.AsyncClient()
        self.model = chat_model(settings, clock, StoredPurse(store))
        self.saver = saver(store)
        self.graph = build(self.saver)
        contexts: Contexts = self.context
        self.tracing = open_tracing(settings)
        self.runner = TurnRunner(
            store, bus, self.graph, self.saver, contexts, clock, settings.checkpoints_kept, self.tracing
        )
        self.inbox = Inbox(store, bus, self.runner, contexts, clock, ids, settings.message_limit)
        self.people = PeopleDesk(store, bus, self.inbox, clock, ids, settings.message_limit)

    def tenant(self, tenant: str) -> Tenant:
        found = self.tenants.get(tenant)
        if found is None:
            raise NotFoundError(f"Tenant {tenant!r} is not known: expected one of {', '.join(sorted(self.tenants))}.")
        return found

    def context(self, tenant: str, timezone: str | None, release: Release | None) -> Context:
        found = self.tenant(tenant)
        return Context(
            tenant=tenant,
            pack=found.pack,
            clock=self.clock,
            engine=found.engine,
            desk=found.desk,
            knowledge=found.knowledge,
            calendar=found.calendar,
            inventory=found.inventory,
            pay_links=found.pay_links,
            timezone=timezone or found.pack.file.timezone,
            links=self.links,
            release=release,
        )

    def own_key(self, purpose: str) -> str:
        """A key of this installation's for one purpose: the same in all its processes."""
        return self._keys.own(purpose)

    async def close(self) -> None:
        """Lets go of what the model, indexes and connections hold open, and sends the traces that are left."""
        await asyncio.to_thread(self.tracing.close)
        await self.http.aclose()
        for tenant in self.tenants.values():
            await tenant.knowledge.close()
        if self.model:
            await self.model.close()

    async def pack_in_use(self, tenant: str) -> Pack:
        """The pack's files with what its business changed of them in the console.

        Without that where both do not go together any more, because newer files came with the installation.
        """
        root, cache = self.settings.packs_dir, cache_of(self.settings)
        async with self.store.unit(tenant) as unit:
            revision = await revisions.in_use(unit)
        self.revisions[tenant] = revision.number
        try:
            return load(root, tenant, cache, revision.files)
        except InvalidPackError as error:
            if not revision.number:
                raise
            log.error("revision_left_out", tenant=tenant, revision=revision.number, why=error.detail)
            return load(root, tenant, cache)

    async def admit(self, pack: Pack, tenant: str | None = None, engine: Engine | None = None) -> Tenant:
        """Makes a tenant of a pack: its rows, its engine, its content. ``tenant`` names a rehearsal of it."""
        name = tenant or pack.id
        now = self.clock.now()
        async with self.store.unit(name) as unit:
            await register(unit, pack, now, type="rehearsal" if tenant else None)
            sealed = await connections.sealed(unit, STOCK)
        self.loaded[name] = await version_in(self.store, pack.id)
        pack = await with_products(self.store, pack)
        desk = Desk(self.store, name, pack)
        await asyncio.to_thread(desk.catalogue.prepare)
        await ingest(self.store, name, pack, now, self.encoder)
        calendar, company = MemoryCalendar(), pack.file.company
        server = mail_for(company, self.settings, self.clock)
        mail = TenantMail(name, company, self.lines, server, self.clock, self.own_key(THREADS))
        spoken = engine or engine_for(pack, self.settings, self.model)
        documents, payments = TypstDocuments(), self._payments(name)
        stock = self.vault.open_keys(sealed) if sealed else None
        self.tenants[name] = Tenant(
            id=name,
            pack=pack,
            engine=spoken,
            desk=desk,
            knowledge=TenantKnowledge(self.store, name, pack, self.encoder),
            calendar=calendar,
            inventory=inventory_for(name, pack, desk, self.store, self.clock, self.settings, self.http, stock),
            documents=documents,
            payments=payments,
            pay_links=PayLinks(self.settings.address, name, self._keys.own("links to pay")),
            mail=mail,
            carriers=Carriers(pack, spoken, calendar, mail, self.clock, documents, payments),
        )
        return self.tenants[name]

    def _payments(self, tenant: str) -> MemoryPayments:
        """Its links are pages of this server; what happens there comes back as any provider's events do."""

        async def tell(sent: Sent) -> None:
            await take_event(self, tenant, *sent)

        address = f"{self.settings.address}/demo/pay/{tenant}"
        return MemoryPayments(address, self._keys.own(f"payments of {tenant}"), self.clock.now, tell)


def database(settings: Settings, say: Say) -> tuple[str, "EmbeddedServer | None"]:
    """The database's URL, starting the embedded server where no other is set."""
    if settings.database_url:
        return _address(settings.database_url.get_secret_value()), None
    from store.embedded import EmbeddedServer

    server = EmbeddedServer.start(settings.data_dir / "postgres", say)
    return server.url, server


def _address(url: str) -> str:
    """The address, when it is one. It may hold a password: no part of it is told."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise InvalidInputError("DATABASE_URL is no address such as postgresql://user@host:5432/database.") from None
    return url


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    say: Say = quiet,
    only: list[str] | None = None,
    encoder: Encoder | None = None,
) -> AsyncIterator[House]:
    """A running house with the tenants of the packs folder (or ``only`` those); everything is closed at the end.

    Content is searched with ``encoder``, or with that of the settings.
    """
    clock, ids = clock or SystemClock(), ids or RandomIds()
    async with AsyncExitStack() as stack:
        say("Starting the database …")
        url, server = database(settings, say)
        if server:
            stack.callback(server.release)
        for name in migrate(url):
            say(f"Database: {name}")
        store = Store(url, settings.database_pool)
        await store.open()
        stack.push_async_callback(store.close)
        bus = open_bus(settings.redis_url.get_secret_value() if settings.redis_url else None, clock)
        stack.push_async_callback(bus.close)
        house = House(
            settings, store, bus, clock, ids, url, server.ensure if server else _nobody, encoder or encoder_here()
        )
        for name in only if only is not None else available(settings.packs_dir):
            say(f"Opening {name} …")
            await house.admit(await house.pack_in_use(name))
        stack.push_async_callback(house.close)
        yield house


def cache_of(settings: Settings) -> Path:
    return settings.data_dir / "cache"
