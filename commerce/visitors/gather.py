"""Once it is known who a visitor is, what they put together as a stranger, or on WhatsApp, is theirs here too."""

from datetime import datetime
from uuid import UUID

from commerce.carts.join import join
from commerce.conversations import repository as conversations
from commerce.packs.model import Pack
from commerce.visitors import repository as visitors
from store.unit import Unit


async def gather(unit: Unit, conversation: UUID, before: UUID, phone: str | None, pack: Pack, now: datetime) -> None:
    """Joins the carts of the contact that the conversation had ``before``, and of who writes from that number.

    ``phone``: with its country, as the business vouches for it. WhatsApp vouches for its own numbers, so who writes
    from it is the same person: their number and open conversations go over to the contact.
    """
    known = (await conversations.get(unit, conversation))["contact_id"]
    await join(unit, known, before, pack, now)
    number = "".join(figure for figure in phone or "" if figure.isdigit())
    other = await visitors.contact_on(unit, "whatsapp", number) if number else None
    if other and other != known:
        await join(unit, known, other, pack, now)
        await visitors.hand_over(unit, "whatsapp", other, known, now)
