"""A tenant's account with the channel that carries its conversations."""

from kit.errors import UnavailableError
from server.wiring import House
from tools.channels.whatsapp.credentials import Credentials
from tools.channels.whatsapp.graph import Graph


class NotConnectedError(UnavailableError):
    title = "WhatsApp is not connected"


async def keys_of(house: House, tenant: str) -> Credentials:
    found = await house.lines.credentials(tenant)
    if found is None:
        raise NotConnectedError(f"WhatsApp is not connected for {tenant}: parley connect whatsapp --tenant {tenant}")
    return found


async def graph_of(house: House, tenant: str) -> Graph:
    """Raises NotConnectedError where the tenant has no keys."""
    keys = await keys_of(house, tenant)
    settings = house.settings
    return Graph(house.http, settings.whatsapp_base_url, settings.whatsapp_version, keys.access_token)
