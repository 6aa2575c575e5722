"""One message of a reply leaves once, whatever happens in between."""

from uuid import UUID

from commerce.sends import repository as sends
from commerce.threads import repository as threads
from kit.errors import UnavailableError
from kit.ids import derived
from server.sending.lost import consequences
from server.sending.rate import within_rate
from server.wiring import House
from store.unit import Row
from tools.channels.port import Address, Channel, Content, OutcomeUnknownError, RefusedError, UnreachableError
from tools.channels.remedy import PASSING, Remedy


async def send_part(
    house: House, tenant: str, thread: Row, message: UUID, channel: Channel, number: int, content: Content
) -> str:
    """The channel's id of it: sent before, found by a status that told of it, or sent now."""
    id = derived(tenant, str(message), str(number))
    if known := await _known(house, tenant, message, number, id):
        return known
    address = await address_of(house, tenant, thread)
    await within_rate(house, thread["channel"], address)
    async with house.store.unit(tenant) as unit:
        begun = await sends.begin(
            unit, id, conversation=thread["conversation_id"], message=message, part=number, kind=content["type"],
            now=house.clock.now(),
        )  # fmt: skip
    if not begun:
        raise OutcomeUnknownError("Another attempt to send this message is under way.")
    return await post(house, tenant, thread, channel, address, id, content)


async def address_of(house: House, tenant: str, thread: Row) -> Address:
    async with house.store.unit(tenant) as unit:
        heard = await threads.heard(unit, thread)
    return Address(thread["line"], thread["phone"], thread["user_id"], heard.subject, heard.ids)


async def _known(house: House, tenant: str, message: UUID, number: int, id: UUID) -> str | None:
    """The channel's id of a part that left before. One whose request was never answered is looked up, not repeated."""
    async with house.store.unit(tenant) as unit:
        row = (await sends.parts(unit, message)).get(number)
        if row is None or row["state"] == "waiting":
            return None
        if row["state"] == "failed":
            raise UnreachableError(f"It was not delivered: {row['error']}")
        if row["state"] == "sending" and (told := await sends.told_of(unit, id)):
            await sends.accepted(unit, id, told, house.clock.now())
            return told
    if row["state"] == "sending":
        raise OutcomeUnknownError("It is not known whether this message left; no status has told of it yet.")
    return str(row["external_id"])


async def post(
    house: House, tenant: str, thread: Row, channel: Channel, address: Address, id: UUID, content: Content
) -> str:
    """The request itself, and what its answer means."""
    try:
        accepted = await channel.send(address, content, id)
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
        await threads.add_ids(unit, thread["channel"], thread["contact_id"], accepted.known_by, house.clock.now())
    return accepted.id


async def _refused(house: House, tenant: str, thread: Row, id: UUID, error: RefusedError) -> None:
    """Raises what the delivery is to make of it."""
    now = house.clock.now()
    has_a_way = error.remedy in {Remedy.WINDOW_CLOSED, Remedy.OPTED_OUT}
    final = error.remedy not in PASSING and not has_a_way
    await _not_sent(house, tenant, id, error.detail, error.code, final=final)
    async with house.store.unit(tenant) as unit:
        await consequences(unit, thread["conversation_id"], error.remedy, error.code, error.detail, now)
    if error.remedy in PASSING:
        raise UnavailableError(error.detail) from error
    if has_a_way:
        raise error
    raise UnreachableError(error.detail) from error


async def _not_sent(house: House, tenant: str, id: UUID, why: str, code: int | None, *, final: bool) -> None:
    async with house.store.unit(tenant) as unit:
        await sends.not_sent(unit, id, why, code, house.clock.now(), final=final)
