"""The template that brings a customer over to WhatsApp, at the number that they gave."""

from typing import Any
from uuid import UUID

from commerce.sends.repository import told_of
from commerce.templates import repository as templates
from commerce.transfers import repository as transfers
from commerce.transfers.code import code_of, shown
from server.sending.account import graph_of
from server.sending.outside import WindowClosedError, filled
from server.sending.rate import within_rate
from server.transfers import KEYS
from server.wiring import House
from tools.channels.port import Address
from tools.channels.whatsapp.address import addressed
from tools.channels.whatsapp.templates import Filling, template_payload


async def send_invitation(house: House, tenant: str, transfer: UUID) -> dict[str, Any]:
    """Meta's id of the message; ``{"sent": []}`` where the code was used or has expired meanwhile.

    Raises WindowClosedError where the pack's template is not in the account, TooFastError where it has to wait.
    """
    wanted = house.tenant(tenant).pack.file.channels.whatsapp.transfer.invitation
    async with house.store.unit(tenant) as unit:
        row = await transfers.get(unit, transfer)
        told = await told_of(unit, transfer)
        if row is None or wanted is None or row["state"] != "open" or row["expires_at"] <= house.clock.now():
            return {"sent": []}
        if told:
            return {"sent": [told]}
        template = await templates.find(unit, row["channel"], wanted.template, wanted.language)
    if template is None:
        raise WindowClosedError(f"Template {wanted.template} ({wanted.language}) is not in the account: sync it.")
    code = shown(code_of(house.own_key(KEYS), transfer))
    content = template_payload(template, Filling(filled(house, tenant, None, wanted).body, buttons={0: code}))
    graph = await graph_of(house, tenant)
    await within_rate(house, row["channel"], Address(row["line"], row["phone"], None))
    accepted = await graph.send(row["line"], addressed(content, row["phone"], None, str(transfer)))
    return {"sent": [accepted.id]}
