"""Reads a supplier's catalogue again through the tenant's connection, and keeps how it went."""

import asyncio
import tempfile
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.read import Reading, read
from commerce.catalogue.repository import Written, upsert
from commerce.connections import repository as connections
from commerce.supplier import repository as readings
from kit.errors import ParleyError
from kit.logging import logger
from server.wiring import House
from tools.inventory.catalogue.fetch import fetch
from tools.inventory.credentials import EVERY_HOURS, VENDOR

log = logger("supplier")

TOLD = 20
"""Problems that a report holds one by one."""


async def reread(house: House, tenant: str, *, at_once: bool = False) -> dict[str, Any] | None:
    """The report; None where no catalogue is connected, or it is not due and is not wanted ``at_once``.

    ``{"at", "file", "rows", "good", "refused", "added", "changed", "unchanged", "problems"}``, or ``{"at", "failed"}``
    where it could not be had or read: then the catalogue stays as it was.
    """
    keys, now = await _keys(house, tenant), house.clock.now()
    if "catalogue" not in keys:
        return None
    span = timedelta(0) if at_once else timedelta(hours=int(keys.get("every_hours", EVERY_HOURS)))
    async with house.store.unit(tenant) as unit:
        if not await readings.claim(unit, now - span, now):
            return None
    report = {"at": now.isoformat(), **await _read(house, tenant, keys)}
    async with house.store.unit(tenant) as unit:
        await readings.tell(unit, report)
    log.info("supplier_read", tenant=tenant, **{name: told for name, told in report.items() if name != "problems"})
    return report


async def last_reading(house: House, tenant: str) -> dict[str, Any] | None:
    async with house.store.unit(tenant) as unit:
        return await readings.last(unit)


async def _keys(house: House, tenant: str) -> dict[str, str]:
    async with house.store.unit(tenant) as unit:
        sealed = await connections.sealed(unit, VENDOR)
    return house.vault.open_keys(sealed) if sealed else {}


async def _read(house: House, tenant: str, keys: dict[str, str]) -> dict[str, Any]:
    pack = house.tenant(tenant).pack
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = await fetch(house.http, keys["catalogue"], keys.get("token"), Path(folder))
            found = await asyncio.to_thread(read, file, pack, _mapping(keys))
            async with house.store.unit(tenant) as unit:
                written = await upsert(
                    unit, found.items, currency=pack.file.currency, source=file.name, now=house.clock.now()
                )
        except ParleyError as error:
            return {"failed": error.detail}
    return _told(file.name, found, written)


def _mapping(keys: dict[str, str]) -> Mapping:
    """As it was connected; without one, columns are field names."""
    return Mapping.model_validate_json(keys["mapping"]) if "mapping" in keys else Mapping()


def _told(file: str, found: Reading, written: Written) -> dict[str, Any]:
    return {
        "file": file,
        "rows": found.rows,
        "good": len(found.items),
        "refused": len({problem.row for problem in found.problems}),
        **asdict(written),
        "problems": [str(problem) for problem in found.problems[:TOLD]],
    }
