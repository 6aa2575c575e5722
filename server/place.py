"""Where a conversation is held, as its page may know it: here, or on a telephone, by the end of its number."""

from typing import Any
from uuid import UUID

from commerce.transfers import repository as transfers
from server.wiring import House
from store.unit import Row

HERE: dict[str, Any] = {"channel": "web", "ends_with": None, "verified": True}
_ENDING = 4


async def place_of(house: House, tenant: str, conversation: Row) -> dict[str, Any]:
    """``{"channel", "ends_with", "verified"}``; verified: it is known that the telephone is the visitor's own."""
    if not conversation["line"]:
        return HERE
    async with house.store.unit(tenant) as unit:
        unsure = await transfers.unverified(unit, conversation["id"])
    ending = (conversation["phone_number"] or "")[-_ENDING:] or None
    return {"channel": conversation["channel"], "ends_with": ending, "verified": unsure is None}


async def way_from(house: House, tenant: str, conversation: UUID) -> str | None:
    """Where a page asks for the way to WhatsApp; None where the business has not connected it."""
    numbers = house.tenant(tenant).pack.file.channels.whatsapp.numbers
    if not numbers or await house.lines.credentials(tenant) is None:
        return None
    return f"/api/v5/sales/session/{conversation}/transfer"
