"""On a channel without buttons a number is the press: it becomes what was offered under it."""

from dataclasses import replace

from commerce.threads.incoming import Message
from commerce.threads.repository import offered
from store.unit import Unit
from tools.channels.render.sms import picked

BY_NUMBER = {"sms"}


async def with_pick(unit: Unit, channel: str, message: Message) -> Message:
    """The message as a press of what its number stands for, in the answer that the customer has before them."""
    if channel not in BY_NUMBER:
        return message
    choice = picked(message.text, await offered(unit, channel, message.line, message.person.ids))
    return replace(message, text=choice.label, data={**message.data, "choice": choice.id}) if choice else message
