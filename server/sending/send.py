"""Brings one message to the customer of a conversation: rendered for the channel, lawful now, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.consents.repository import refused
from commerce.lines import repository as lines
from commerce.sends import repository as sends
from commerce.sends.purpose import Purpose, purpose_of
from commerce.threads import repository as threads
from commerce.threads.window import closes
from commerce.transfers.repository import unverified
from commerce.transfers.veil import veil
from kit.errors import UnavailableError
from server.sending.account import channel_of
from server.sending.outside import Chosen, offer_template, send_template
from server.sending.part import send_part
from server.wiring import House
from store.unit import Row
from tools.channels.port import RefusedError
from tools.channels.remedy import Remedy
from tools.channels.render.lawful import Standing, decide
from tools.channels.render.plan import Plan


class LinePausedError(UnavailableError):
    title = "Sending has stopped on this line"


class NotNowError(UnavailableError):
    """It is night where the customer is. ``until`` is when it may leave."""

    title = "It is not sent now"

    def __init__(self, why: str, until: datetime) -> None:
        super().__init__(f"It is not sent now: {why}.")
        self.until = until


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way, with all that decides on it."""

    tenant: str
    message: Row
    thread: Row
    refused: set[str]
    purpose: Purpose
    veiled: dict[str, str]
    """What this telephone is not to read before it is known to be the customer's."""


async def send_message(house: House, tenant: str, message: UUID) -> dict[str, Any]:
    """What became of it: the channel's ids of its parts, or the template that went instead, or why nothing did.

    Raises UnreachableError where no attempt can help, UnavailableError where a later one may.
    """
    going = await _load(house, tenant, message)
    if going is None:
        return {"sent": []}
    decision = decide(going.purpose, standing(house, going))
    if decision.kind == "never" or _is_late(going):
        return {"sent": [], "why": decision.why or "the customer has written since"}
    if decision.until:
        raise NotNowError(decision.why, decision.until)
    if chosen := (going.message["metadata"] or {}).get("template"):
        picked = Chosen.of(veil(chosen, going.veiled))
        return await send_template(house, tenant, going.thread, message, picked)
    if decision.kind == "template":
        return await offer_template(house, tenant, going.thread, message, decision.why)
    channel = await channel_of(house, tenant, going.thread["channel"])
    try:
        parts = enumerate(channel.render(_plan(house, going)))
        sent = [
            await send_part(house, tenant, going.thread, message, channel, number, content) for number, content in parts
        ]
    except RefusedError as error:
        if error.remedy is Remedy.OPTED_OUT:
            return {"sent": [], "why": error.detail}
        return await offer_template(house, tenant, going.thread, message, error.detail)
    return {"sent": sent}


async def _load(house: House, tenant: str, message: UUID) -> Outgoing | None:
    async with house.store.unit(tenant) as unit:
        row = await sends.outgoing(unit, message)
        thread = await threads.thread(unit, row["conversation_id"]) if row else None
        if row is None or thread is None:
            return None
        if paused := await lines.paused(unit, thread["line"]):
            raise LinePausedError(f"Sending stopped on line {thread['line']} ({paused['code']}): {paused['why']}")
        unsure = await unverified(unit, row["conversation_id"])
        wish = await refused(unit, thread["contact_id"], thread["channel"])
        purpose = purpose_of(await sends.taken_by(unit, message))
        return Outgoing(tenant, row, thread, wish, purpose, unsure["veiled"] if unsure else {})


def _plan(house: House, going: Outgoing) -> Plan:
    file = house.tenant(going.tenant).pack.file
    metadata = going.message["metadata"] or {}
    language = going.message["language"] or file.languages[0]
    blocks = tuple(block for block in metadata.get("blocks", []) if isinstance(block, dict))
    zone = going.thread["timezone"] or file.timezone
    text, blocks = veil(going.message["content"], going.veiled), veil(blocks, going.veiled)
    return Plan(text, blocks, going.purpose, language, file.locale[language], zone)


def standing(house: House, going: Outgoing) -> Standing:
    thread = going.thread
    zone = thread["timezone"] or house.tenant(going.tenant).pack.file.timezone
    until = closes(thread["heard_at"], thread["closed_at"])
    return Standing(thread["channel"], house.clock.now(), zone, until, frozenset(going.refused))


def _is_late(going: Outgoing) -> bool:
    """Whether what they did not ask for has been overtaken by their own words, while it waited for the morning."""
    heard = going.thread["heard_at"]
    return going.purpose == "marketing" and heard is not None and heard > going.message["timestamp"]
