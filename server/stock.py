"""Which stock system a tenant's figures come from: the settings and the pack become a port."""

from datetime import timedelta

import httpx

from commerce.desk import Desk
from commerce.packs.model import Pack
from commerce.packs.shop import StockSystem
from kit.clock import Clock
from kit.errors import InvalidInputError
from kit.settings import Settings
from store.unit import Store
from tools.inventory.by_source import InventoryBySource
from tools.inventory.cached import CachedInventory
from tools.inventory.own import OwnInventory
from tools.inventory.port import Inventory
from tools.inventory.rest.stock import RestInventory
from tools.inventory.soap.stock import SoapInventory


def inventory_for(
    tenant: str, pack: Pack, desk: Desk, store: Store, clock: Clock, settings: Settings, http: httpx.AsyncClient,
    keys: dict[str, str] | None = None,
) -> Inventory:  # fmt: skip
    """Parley's own records, and beside them the stock system that the tenant connected, or that its pack names."""
    own, system = OwnInventory(store, tenant, clock), pack.file.stock_system
    system = system.model_copy(update={name: keys[name] for name in ("provider", "address")}) if keys else system
    if system.provider == "none":
        return own
    vendor = _vendor(pack, system, desk, clock, settings, http, keys or {})
    cached = CachedInventory(vendor, clock, timedelta(seconds=system.fresh_seconds))
    return InventoryBySource(desk.catalogue.item, own, cached)


def _vendor(
    pack: Pack, system: StockSystem, desk: Desk, clock: Clock, settings: Settings, http: httpx.AsyncClient,
    keys: dict[str, str],
) -> Inventory:  # fmt: skip
    address = settings.inventory_base_url or system.address
    if not address:
        raise InvalidInputError(
            f"{pack.id}: stock_system.provider is {system.provider} and it has no address: "
            "give stock_system.address, PARLEY_INVENTORY_BASE_URL, or parley connect inventory."
        )

    def code_of(item: str) -> str:
        return desk.catalogue.item(item).code if system.by == "code" else item

    if system.provider == "soap":
        return SoapInventory(address, code_of, clock, system.timeout_seconds)
    own = settings.inventory_token.get_secret_value() if settings.inventory_token else None
    token = keys.get("token") or own
    return RestInventory(http, address, code_of, clock, system.timeout_seconds, token)
