"""Keeps a tenant's keys with a vendor, and says what they open."""

import asyncio

from commerce.connections import repository as connections
from commerce.lines.repository import resume_all
from commerce.templates import repository as templates
from kit.errors import ParleyError
from kit.settings import Settings
from server.sending.account import graph_of
from server.wiring import House, Tenant, open_house
from tools.channels.email import credentials as email
from tools.channels.email.credentials import imap_of, smtp_of
from tools.channels.email.imap import read_new
from tools.channels.twilio import credentials as twilio
from tools.channels.whatsapp.credentials import VENDOR
from tools.channels.whatsapp.templates import of_meta
from tools.email.smtp.mail import check_smtp
from tools.inventory import credentials as stock


async def connect_whatsapp(settings: Settings, tenant: str, keys: dict[str, str], *, sync: bool) -> list[str]:
    """What to tell the operator, line by line. Numbers on which sending had stopped go on."""
    async with open_house(settings, only=[tenant]) as house:
        await keep_keys(house, tenant, VENDOR, keys)
        numbers = house.tenant(tenant).pack.file.channels.whatsapp.numbers
        said = [f"WhatsApp is connected for {tenant}: {len(numbers)} numbers in its pack."]
        said += [f"  {each.phone_number_id}  {each.display}  {each.branch or ''}".rstrip() for each in numbers]
        said.append("Callback: https://YOUR-HOST/api/chat/webhook")
        if sync and keys.get("waba_id"):
            said.append(await _synced(house, tenant, keys["waba_id"]))
        return said


async def connect_twilio(settings: Settings, tenant: str, keys: dict[str, str]) -> list[str]:
    """What to tell the operator, line by line. Numbers on which sending had stopped go on."""
    async with open_house(settings, only=[tenant]) as house:
        await keep_keys(house, tenant, twilio.VENDOR, keys)
        numbers = house.tenant(tenant).pack.file.channels.sms.numbers
    said = [f"Text messages are connected for {tenant}: {len(numbers)} numbers in its pack."]
    said += [f"  {each.number}  {each.branch or ''}".rstrip() for each in numbers]
    if not numbers:
        said.append("Nothing comes in before the pack names a number: channels.sms.numbers in pack.yaml.")
    said.append(f"Webhook of each number, HTTP POST: {settings.address}/api/chat/sms/{tenant}")
    if not settings.public_url:
        said.append("Set PARLEY_PUBLIC_URL: Twilio signs the public address, and calls no other.")
    return said


async def connect_email(settings: Settings, tenant: str, keys: dict[str, str]) -> list[str]:
    """What to tell the operator, line by line. Raises where the servers do not take the keys: nothing is kept then."""
    async with open_house(settings, only=[tenant]) as house:
        file = house.tenant(tenant).pack.file
        await check_smtp(smtp_of(keys, f"{file.company.name} <{file.company.email}>"))
        mailbox = imap_of(keys)
        if mailbox:
            await asyncio.to_thread(read_new, mailbox, None)
        await keep_keys(house, tenant, email.VENDOR, keys)
    addresses = file.channels.email.addresses
    said = [f"Mail is connected for {tenant}: {len(addresses)} addresses in its pack."]
    said += [f"  {each.address}  {each.branch or ''}".rstrip() for each in addresses]
    if not addresses:
        said.append("Nothing comes in before the pack names an address: channels.email.addresses in pack.yaml.")
    said.append(f"Mailbox: {mailbox.name}, from now on." if mailbox else "No mailbox is polled: no imap_host.")
    if keys.get("webhook_secret"):
        said.append(f"Webhook, HTTP POST with the secret as password: {settings.address}/api/chat/email/{tenant}")
    return said


async def connect_inventory(settings: Settings, tenant: str, keys: dict[str, str]) -> list[str]:
    """Keeps where the stock system is, and asks it once for an item that it counts: what it says, line by line."""
    async with open_house(settings, only=[tenant]) as house:
        async with house.store.unit(tenant) as unit:
            await connections.save(unit, stock.VENDOR, house.vault.seal_keys(stock.checked(keys)), house.clock.now())
        found = await house.admit(house.tenant(tenant).pack)
        items = [*found.pack.catalogue.items, *found.pack.products.values()]
        counted = [item.id for item in items if item.stock_source == "supplier"][:1]
        said = [f"The stock system of {tenant} is {keys['address']} ({keys['provider']})."]
        if not counted:
            return [*said, "No item of its catalogue has stock_source: supplier, so nothing is asked of it yet."]
        return [*said, await _asked(found, counted[0])]


async def _asked(found: Tenant, item: str) -> str:
    try:
        level = (await found.inventory.levels([item])).get(item)
    except ParleyError as error:
        return f"It gives no figure now: {error.detail}"
    return f"{item}: {level.count}, counted {level.checked_at:%Y-%m-%d %H:%M %Z}." if level else f"{item}: not counted."


async def keep_keys(house: House, tenant: str, vendor: str, keys: dict[str, str]) -> None:
    now = house.clock.now()
    async with house.store.unit(tenant) as unit:
        await connections.save(unit, vendor, house.vault.seal_keys(keys), now)
        await resume_all(unit)
    house.lines.forget(tenant)


async def sync_templates(house: House, tenant: str, account: str) -> int:
    """Reads the account's templates; how many there are. Raises where it cannot be asked."""
    graph = await graph_of(house, tenant)
    found = [of_meta(raw) for raw in await graph.templates(account)]
    async with house.store.unit(tenant) as unit:
        await templates.sync(unit, VENDOR, found, house.clock.now())
    return len(found)


async def _synced(house: House, tenant: str, account: str) -> str:
    try:
        return f"Templates: {await sync_templates(house, tenant, account)}."
    except ParleyError as error:
        return f"The templates could not be read: {error.detail}"
