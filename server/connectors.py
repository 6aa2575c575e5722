"""How a business's connections do: what each delivered last, what waits, what failed; and a try of one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from commerce.connections.repository import connected
from commerce.lines.repository import paused_lines
from commerce.media.repository import FETCH
from commerce.sends.outgoing import SEND
from kit.errors import InvalidInputError, NotFoundError, ParleyError
from server.ingestion import EFFECT
from server.mail import mail_for
from server.sending.account import graph_of, keys_of
from server.wiring import House, Tenant
from store.outbox import health
from tools.channels.whatsapp.credentials import VENDOR
from tools.email.port import Email


@dataclass(frozen=True, slots=True)
class Connector:
    name: str
    effects: tuple[str, ...]
    provider: Callable[[House, Tenant], str]
    """What is behind it; ``memory`` keeps what it is given and brings it nowhere."""
    test: Callable[[House, Tenant, str], Awaitable[str]] | None = None
    """What it answered; raises ParleyError. Takes the address of who asks."""


async def connectors(house: House, tenant: str) -> list[dict[str, Any]]:
    """Of each ``{"name", "provider", "keys_since", "waiting", "failed", "done_at", "failed_at", "error", "paused",
    "testable"}``; ``paused`` says why it is left alone: a line that Meta has stopped, a model whose circuit is open."""
    found = house.tenant(tenant)
    async with house.store.unit(tenant) as unit:
        rows = {row["effect"]: row for row in await health(unit, [name for each in ALL for name in each.effects])}
        keys = {row["vendor"]: row["updated_at"] for row in await connected(unit)}
        paused = {VENDOR: "; ".join(f"{row['line']}: {row['why']}" for row in await paused_lines(unit))}
    if house.model and house.model.breaker.is_open:
        paused["model"] = "circuit open"
    return [
        {
            "name": each.name, "provider": each.provider(house, found), "keys_since": keys.get(each.name),
            "paused": paused.get(each.name) or None, "testable": each.test is not None,
            **_together([rows[name] for name in each.effects]),
        }
        for each in ALL
    ]  # fmt: skip


async def test_connector(house: House, tenant: str, name: str, asker: str) -> dict[str, Any]:
    """``{"worked", "said"}``. Raises NotFoundError for no such name, InvalidInputError where nothing can be tried."""
    each = next((each for each in ALL if each.name == name), None)
    if each is None:
        raise NotFoundError(f"There is no connector {name!r}: expected one of {', '.join(c.name for c in ALL)}.")
    if each.test is None:
        raise InvalidInputError(f"{name} has nothing behind it that could be tried.")
    try:
        return {"worked": True, "said": await each.test(house, house.tenant(tenant), asker)}
    except ParleyError as error:
        return {"worked": False, "said": error.detail}


def _together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The newest times, the sums, the first error."""
    return {
        "waiting": sum(row["waiting"] for row in rows),
        "failed": sum(row["failed"] for row in rows),
        "done_at": max((row["done_at"] for row in rows if row["done_at"]), default=None),
        "failed_at": max((row["failed_at"] for row in rows if row["failed_at"]), default=None),
        "error": next((row["error"] for row in rows if row["error"]), None),
    }


async def _try_whatsapp(house: House, tenant: Tenant, _asker: str) -> str:
    account = (await keys_of(house, tenant.id)).account
    if not account:
        raise InvalidInputError("The account's id is not known: connect it with waba_id to try it.")
    graph = await graph_of(house, tenant.id)
    return f"{len(await graph.templates(account))} templates"


async def _try_mail(house: House, tenant: Tenant, asker: str) -> str:
    mail = mail_for(tenant.pack.file.company, house.settings, house.clock)
    email = Email(to=asker, subject="Parley", text="It works: this mail was sent to try the connection.")
    return (await mail.send(email, f"test:{house.ids.new()}")).id


async def _try_stock(_house: House, tenant: Tenant, _asker: str) -> str:
    item = next(iter(tenant.pack.catalogue.items)).id
    levels = await tenant.inventory.levels([item])
    return f"{item}: {levels[item].count}" if item in levels else f"{item}: not known there"


def _settings_mail(house: House, _tenant: Tenant) -> str:
    return f"smtp {house.settings.smtp_host}" if house.settings.smtp_host else "memory"


def _whatsapp(_house: House, tenant: Tenant) -> str:
    return ", ".join(number.display for number in tenant.pack.file.channels.whatsapp.numbers)


def _stock(_house: House, tenant: Tenant) -> str:
    return tenant.pack.file.stock_system.provider


def _model(house: House, _tenant: Tenant) -> str:
    return house.settings.engine if house.model is None else f"{house.settings.engine} {house.settings.model}"


def _calendar(_house: House, tenant: Tenant) -> str:
    return _vendor(tenant.calendar)


def _payments(_house: House, tenant: Tenant) -> str:
    return _vendor(tenant.payments)


def _own(_house: House, _tenant: Tenant) -> str:
    return "parley"


def _vendor(port: object) -> str:
    """The folder of its kind that it is from: ``tools.calendar.memory`` is ``memory``."""
    return type(port).__module__.split(".")[2]


ALL = (
    Connector(VENDOR, (SEND, FETCH), _whatsapp, _try_whatsapp),
    Connector("email", ("email.send",), _settings_mail, _try_mail),
    Connector("calendar", ("calendar.book", "calendar.reschedule", "calendar.cancel"), _calendar),
    Connector("payments", ("payment.refund",), _payments),
    Connector("stock", (), _stock, _try_stock),
    Connector("model", (), _model),
    Connector("ingestion", (EFFECT,), _own),
)
