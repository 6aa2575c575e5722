"""Shows the customer that their message was read and that an answer is being written."""

from uuid import UUID

from commerce.threads import repository as threads
from kit.errors import ParleyError
from kit.logging import logger
from server.sending.account import graph_of
from server.wiring import House
from tools.channels.whatsapp.address import read_mark
from tools.channels.whatsapp.credentials import VENDOR

log = logger("sending")


async def seen(house: House, tenant: str, conversation: UUID) -> None:
    """A courtesy: where it fails, the answer goes out all the same."""
    async with house.store.unit(tenant) as unit:
        thread = await threads.thread(unit, conversation)
    if thread is None or thread["channel"] != VENDOR or not thread["heard_id"]:
        return
    try:
        graph = await graph_of(house, tenant)
        await graph.tell(thread["line"], read_mark(thread["heard_id"], typing=True))
    except ParleyError as error:
        log.info("not_shown_as_read", tenant=tenant, why=error.detail)
