"""Who answers a mail that left out of a conversation elsewhere, a confirmation or a quote, is no stranger."""

from commerce.mailboxes.repository import receiver_of
from commerce.threads import repository as threads
from commerce.threads.incoming import Message
from server.mail import THREADS
from server.wiring import House
from store.unit import Unit
from tools.channels.email.signed import keys_in


async def recognise(house: House, unit: Unit, channel: str, message: Message) -> None:
    """Their address becomes one of that conversation's contact, unless somebody has it already.

    Only the address that the mail was sent to counts: who was forwarded it stays a stranger.
    """
    if channel != "email" or await threads.find(unit, channel, message.person.ids):
        return
    sent = keys_in(house.own_key(THREADS), message.answers)
    if contact := await receiver_of(unit, sent, message.person.ids):
        await threads.add_ids(unit, channel, contact, message.person.ids, house.clock.now())
