"""The customer has not written for a day: the template that the pack names goes instead, and asks them to answer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce.packs.channels import Reopening
from commerce.sends import repository as sends
from commerce.templates import repository as templates
from commerce.transfers.repository import unverified
from kit.ids import derived
from server.sending.account import channel_of
from server.sending.part import address_of, post
from server.wiring import House
from store.unit import Row
from tools.channels.port import OutcomeUnknownError, UnreachableError
from tools.channels.whatsapp.templates import Filling, template_payload

PART = 1000
"""The number of the part that stands for the whole message."""


class WindowClosedError(UnreachableError):
    title = "The customer has to write first"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A template of the account with what fills it."""

    name: str
    language: str
    filling: Filling

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Chosen":
        """As a person's message keeps it: ``{"name", "language", "body", "header", "buttons"}``."""
        buttons = {int(place): value for place, value in kept["buttons"].items()}
        return cls(kept["name"], kept["language"], Filling(kept["body"], kept["header"], buttons=buttons))


async def offer_template(house: House, tenant: str, thread: Row, message: UUID, why: str) -> dict[str, Any]:
    """Sends the pack's template once for the message. Raises WindowClosedError where there is none that may go."""
    wanted = house.tenant(tenant).pack.file.channels.whatsapp.reopen
    if wanted is None:
        raise WindowClosedError(f"Only a template may be sent ({why}), and the pack names none to reopen with.")
    async with house.store.unit(tenant) as unit:
        is_known = await unverified(unit, thread["conversation_id"]) is None
    filling = filled(house, tenant, thread["client_name"] if is_known else None, wanted)
    return await send_template(house, tenant, thread, message, Chosen(wanted.template, wanted.language, filling))


async def send_template(house: House, tenant: str, thread: Row, message: UUID, chosen: Chosen) -> dict[str, Any]:
    """Sends it once for the message.

    Raises WindowClosedError where the account does not have it, TemplateError where it cannot be sent like this.
    """
    id = derived(tenant, str(message), "template")
    async with house.store.unit(tenant) as unit:
        known = (await sends.parts(unit, message)).get(PART)
        if known and known["state"] == "accepted":
            return {"template": chosen.name, "sent": [known["external_id"]]}
        template = await templates.find(unit, thread["channel"], chosen.name, chosen.language)
        if template is None:
            raise WindowClosedError(f"Template {chosen.name} ({chosen.language}) is not in the account: sync it.")
        content = template_payload(template, chosen.filling)
        begun = await sends.begin(
            unit, id, conversation=thread["conversation_id"], message=message, part=PART, kind="template",
            now=house.clock.now(),
        )  # fmt: skip
    if not begun:
        raise OutcomeUnknownError("It is not known whether the template has left.")
    channel, address = await channel_of(house, tenant, thread["channel"]), await address_of(house, tenant, thread)
    sent = await post(house, tenant, thread, channel, address, id, content)
    return {"template": chosen.name, "sent": [sent]}


def filled(house: House, tenant: str, name: str | None, wanted: Reopening) -> Filling:
    """``name``: the customer's, where this telephone may read it; the business's own stands in for it."""
    file = house.tenant(tenant).pack.file
    known = {"customer_name": (name or "").split(" ")[0], "company": file.company.name}
    return Filling(body={place: known[source] or file.company.name for place, source in wanted.body.items()})
