"""Fetches a customer's file and keeps it."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from commerce.media import repository as media
from server.sending.account import graph_of
from server.wiring import House
from tools.channels.whatsapp.media import Allowed, MediaRefusedError, fetch


async def fetch_media(house: House, tenant: str, id: UUID) -> dict[str, Any]:
    """What became of it. What is refused stays so; what could not be had is tried again by raising UnavailableError."""
    async with house.store.unit(tenant) as unit:
        row = await media.get(unit, id)
    if row is None or row["state"] != "waiting":
        return {"media": row["state"] if row else "gone"}
    try:
        graph = await graph_of(house, tenant)
        file = await fetch(graph, row["external_id"], row["line"], row["kind"], row["sha256"], _allowed(house))
    except MediaRefusedError as error:
        async with house.store.unit(tenant) as unit:
            await media.refuse(unit, id, error.detail, house.clock.now())
        return {"media": "refused", "why": error.detail}
    async with house.store.unit(tenant) as unit:
        await media.keep(unit, id, file.body, file.mime, file.sha256, house.clock.now())
    await house.bus.publish(f"{tenant}:{row['conversation_id']}", {"event": "media", "media": str(id)})
    return {"media": "kept", "bytes": len(file.body)}


def _allowed(house: House) -> Allowed:
    base = urlsplit(house.settings.whatsapp_base_url)
    domains = tuple(host.strip().lower() for host in house.settings.whatsapp_media_hosts.split(",") if host.strip())
    return Allowed(domains, f"{base.scheme}://{base.netloc}")
