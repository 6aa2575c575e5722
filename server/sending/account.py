"""A tenant's accounts with those who carry its conversations."""

from kit.errors import UnavailableError
from server.mail import THREADS
from server.wiring import House
from tools.channels.email import credentials as email
from tools.channels.email.channel import MailChannel
from tools.channels.port import Channel
from tools.channels.remedy import Remedy
from tools.channels.twilio import credentials as twilio
from tools.channels.twilio import errors as twilio_errors
from tools.channels.twilio.channel import TwilioChannel
from tools.channels.whatsapp import credentials as whatsapp
from tools.channels.whatsapp import errors as whatsapp_errors
from tools.channels.whatsapp.channel import WhatsAppChannel
from tools.channels.whatsapp.graph import Graph


class NotConnectedError(UnavailableError):
    title = "This channel is not connected"


async def channel_of(house: House, tenant: str, channel: str) -> Channel:
    """Raises NotConnectedError where the tenant has no keys."""
    match channel:
        case "whatsapp":
            return WhatsAppChannel(await graph_of(house, tenant))
        case "sms":
            keys = twilio.Credentials.of(await _keys(house, tenant, twilio.VENDOR))
            return TwilioChannel(house.http, house.settings.twilio_base_url, keys, _sms_statuses(house, tenant))
        case "email":
            if not house.settings.smtp_host:
                await _keys(house, tenant, email.VENDOR)
            own = house.tenant(tenant)
            return MailChannel(own.mail, own.pack.file.company.name, house.own_key(THREADS))
        case _:
            raise NotConnectedError(f"Nothing here sends to channel {channel!r}.")


def remedy_of(channel: str, code: int) -> Remedy:
    """What helps against an error that the channel told of later."""
    match channel:
        case "sms":
            return twilio_errors.remedy_of(code)
        case "email":
            return Remedy.UNREACHABLE
        case _:
            return whatsapp_errors.remedy_of(code)


async def graph_of(house: House, tenant: str) -> Graph:
    """Raises NotConnectedError where the tenant has no keys."""
    keys, settings = await keys_of(house, tenant), house.settings
    return Graph(house.http, settings.whatsapp_base_url, settings.whatsapp_version, keys.access_token)


async def keys_of(house: House, tenant: str) -> whatsapp.Credentials:
    """The keys with Meta. Raises NotConnectedError."""
    return whatsapp.Credentials.of(await _keys(house, tenant, whatsapp.VENDOR))


async def _keys(house: House, tenant: str, vendor: str) -> dict[str, str]:
    found = await house.lines.keys(tenant, vendor)
    if found is None:
        raise NotConnectedError(f"{vendor} is not connected for {tenant}: parley connect {vendor} --tenant {tenant}")
    return found


def _sms_statuses(house: House, tenant: str) -> str | None:
    """Twilio calls back only at an address that the internet knows."""
    public = house.settings.public_url
    return f"{public.rstrip('/')}/api/chat/sms/{tenant}" if public else None
