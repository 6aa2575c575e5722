"""Brings one message to the customer of a conversation: rendered for the channel, lawful now, once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce.consents.repository import refused
from commerce.sends import repository as sends
from commerce.threads import lines
from commerce.threads import repository as threads
from commerce.threads.window import closes
from commerce.transfers.repository import unverified
from commerce.transfers.veil import veil
from kit.errors import UnavailableError
from kit.ids import derived
from server.sending.account import graph_of
from server.sending.lost import consequences
from server.sending.outside import offer_template
from server.sending.rate import within_rate
from server.wiring import House
from store.unit import Row
from tools.channels.port import UnreachableError
from tools.channels.render.lawful import Decision, Standing, decide
from tools.channels.render.plan import Plan
from tools.channels.render.whatsapp import render_whatsapp
from tools.channels.whatsapp.address import addressed
from tools.channels.whatsapp.errors import Remedy
from tools.channels.whatsapp.graph import Graph, OutcomeUnknownError, RefusedError

PASSING = {Remedy.SLOW_DOWN, Remedy.AGAIN, Remedy.REPAIR, Remedy.STOP}


class LinePausedError(UnavailableError):
    title = "Sending has stopped on this number"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way, with all that decides on it."""

    tenant: str
    message: Row
    thread: Row
    refused: set[str]
    veiled: dict[str, str]
    """What this telephone is not to read before it is known to be the customer's."""

    @property
    def id(self) -> UUID:
        id: UUID = self.message["id"]
        return id

    @property
    def to(self) -> str:
        return str(self.thread["phone"] or self.thread["user_id"])


async def send_message(house: House, tenant: str, message: UUID) -> dict[str, Any]:
    """What became of it: the channel's ids of its parts, or the template that went instead.

    Raises UnreachableError where no attempt can help, UnavailableError where a later one may.
    """
    going = await _load(house, tenant, message)
    if going is None:
        return {"sent": []}
    plan = _plan(house, going)
    decision = decide(plan.purpose, standing(house, going))
    if decision.kind == "template":
        return await offer_template(house, tenant, going.thread, message, decision.why)
    _hold(decision)
    graph = await graph_of(house, tenant)
    try:
        parts = enumerate(render_whatsapp(plan))
        return {"sent": [await _part(house, going, graph, number, content) for number, content in parts]}
    except RefusedError as error:
        if error.remedy is not Remedy.WINDOW_CLOSED:
            raise
        return await offer_template(house, tenant, going.thread, message, error.detail)


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
        return Outgoing(tenant, row, thread, wish, unsure["veiled"] if unsure else {})


def _plan(house: House, going: Outgoing) -> Plan:
    metadata = going.message["metadata"] or {}
    language = going.message["language"] or house.tenant(going.tenant).pack.file.languages[0]
    blocks = tuple(block for block in metadata.get("blocks", []) if isinstance(block, dict))
    file = house.tenant(going.tenant).pack.file
    zone = going.thread["timezone"] or file.timezone
    purpose = metadata.get("purpose", "reply")
    text, blocks = veil(going.message["content"], going.veiled), veil(blocks, going.veiled)
    return Plan(text, blocks, purpose, language, file.locale[language], zone)


def standing(house: House, going: Outgoing) -> Standing:
    thread = going.thread
    zone = thread["timezone"] or house.tenant(going.tenant).pack.file.timezone
    until = closes(thread["heard_at"], thread["closed_at"])
    return Standing(thread["channel"], house.clock.now(), zone, until, frozenset(going.refused))


def _hold(decision: Decision) -> None:
    if decision.kind == "never":
        raise UnreachableError(f"It was not sent: {decision.why}.")
    if decision.kind == "later":
        raise UnavailableError(f"It is not sent now: {decision.why}.")


async def _part(house: House, going: Outgoing, graph: Graph, number: int, content: dict[str, Any]) -> str:
    """One message of the reply: sent before, found by a status that told of it, or sent now."""
    id = derived(going.tenant, str(going.id), str(number))
    known = await _known(house, going, number, id)
    if known:
        return known
    await within_rate(house, going.thread["line"], going.to)
    async with house.store.unit(going.tenant) as unit:
        begun = await sends.begin(
            unit, id, conversation=going.message["conversation_id"], message=going.id, part=number,
            kind=content["type"], now=house.clock.now(),
        )  # fmt: skip
    if not begun:
        raise OutcomeUnknownError("Another attempt to send this message is under way.")
    return await post(house, going.tenant, going.thread, graph, id, content)


async def _known(house: House, going: Outgoing, number: int, id: UUID) -> str | None:
    """Meta's id of a part that left before. One whose request was never answered is looked up, not repeated."""
    async with house.store.unit(going.tenant) as unit:
        row = (await sends.parts(unit, going.id)).get(number)
        if row is None or row["state"] == "waiting":
            return None
        if row["state"] == "failed":
            raise UnreachableError(f"WhatsApp did not deliver it: {row['error']}")
        if row["state"] == "sending" and (told := await sends.told_of(unit, id)):
            await sends.accepted(unit, id, told, house.clock.now())
            return told
    if row["state"] == "sending":
        raise OutcomeUnknownError("It is not known whether WhatsApp took this message; no status has told of it yet.")
    return str(row["external_id"])


async def post(house: House, tenant: str, thread: Row, graph: Graph, id: UUID, content: dict[str, Any]) -> str:
    """The request itself, and what its answer means."""
    payload = addressed(content, thread["phone"], thread["user_id"], str(id))
    try:
        accepted = await graph.send(thread["line"], payload)
    except RefusedError as error:
        await _refused(house, tenant, thread, id, error)
        raise AssertionError from error
    except OutcomeUnknownError:
        raise
    except UnavailableError as error:
        await _not_sent(house, tenant, id, error.detail, None, final=False)
        raise
    async with house.store.unit(tenant) as unit:
        await sends.accepted(unit, id, accepted.id, house.clock.now())
        known = [each for each in (accepted.phone, accepted.user_id) if each]
        await threads.add_ids(unit, thread["channel"], thread["contact_id"], known, house.clock.now())
    return accepted.id


async def _refused(house: House, tenant: str, thread: Row, id: UUID, error: RefusedError) -> None:
    """Raises what the delivery is to make of it."""
    now = house.clock.now()
    final = error.remedy not in PASSING and error.remedy is not Remedy.WINDOW_CLOSED
    await _not_sent(house, tenant, id, error.detail, error.code, final=final)
    async with house.store.unit(tenant) as unit:
        await consequences(unit, thread["conversation_id"], error.remedy, error.code, error.detail, now)
    if error.remedy in PASSING:
        raise UnavailableError(error.detail) from error
    if error.remedy is Remedy.WINDOW_CLOSED:
        raise error
    raise UnreachableError(error.detail) from error


async def _not_sent(house: House, tenant: str, id: UUID, why: str, code: int | None, *, final: bool) -> None:
    async with house.store.unit(tenant) as unit:
        await sends.not_sent(unit, id, why, code, house.clock.now(), final=final)
