"""Whether an order can go where it is wanted, and what is missing to bring it there."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.catalogue.words import fold
from commerce.delivery.line import delivery_item
from commerce.packs.company import Branch
from commerce.packs.model import Pack
from kit.errors import InvalidInputError

_HOUSE = re.compile(r"\d|\bs/?n\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
MOST = 300


class DeliveryError(InvalidInputError):
    """``what``: ``mode``, ``branch``, ``address``, ``city`` or ``phone``."""

    title = "The order cannot go there"

    def __init__(self, detail: str, what: str) -> None:
        super().__init__(detail)
        self.what = what


def ways(pack: Pack) -> list[str]:
    """``pickup``, ``delivery``, both or neither: services are not carried anywhere."""
    found = ["pickup"] if counters(pack) else []
    return [*found, "delivery"] if delivery_item(pack) else found


def counters(pack: Pack) -> list[Branch]:
    """The branches at which an order can be picked up."""
    return [branch for branch in pack.file.branches if branch.pickup]


def checked(given: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    """The delivery as orders keep it; raises DeliveryError naming what is missing or cannot be."""
    mode = given.get("mode")
    if not ways(pack):
        return {"mode": "service"}
    if mode not in ways(pack):
        raise DeliveryError(f"delivery_info.mode {mode!r}: expected {' or '.join(ways(pack))}", "mode")
    return _pickup(given, pack) if mode == "pickup" else _delivery(given, pack)


def is_address(text: str) -> bool:
    """Whether it could be found by someone who has it in hand: a street and a number, or that there is none."""
    return len(text) <= MOST and bool(_HOUSE.search(text)) and bool(_WORD.search(text))


def branch_of(text: str, pack: Pack) -> Branch | None:
    """The branch by its id or its name."""
    said = fold(text)
    return next((branch for branch in pack.file.branches if said in {fold(branch.id), fold(branch.name)}), None)


def serves(city: str, pack: Pack) -> bool:
    cities = pack.file.orders.delivery.cities
    return not cities or any(fold(city).startswith(fold(each)) for each in cities)


def city_in(address: str, pack: Pack) -> str | None:
    """The city of those that are served which the address names."""
    said = f" {' '.join(_WORD.findall(fold(address)))} "
    return next(
        (city for city in pack.file.orders.delivery.cities if f" {' '.join(_WORD.findall(fold(city)))} " in said), None
    )


def _pickup(given: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    wanted = str(given.get("branch") or given.get("branch_id") or "")
    branch = branch_of(wanted, pack)
    if branch is None or not branch.pickup:
        names = ", ".join(each.name for each in counters(pack))
        raise DeliveryError(f"delivery_info.branch {wanted!r}: expected one of {names}", "branch")
    return {"mode": "pickup", "branch": branch.name, "branch_id": branch.id, "address": branch.address}


def _delivery(given: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    address = " ".join(str(given.get("address") or "").split())
    if not is_address(address):
        raise DeliveryError(f"delivery_info.address {address!r}: expected street and number", "address")
    found: dict[str, str] = {"mode": "delivery", "address": address}
    cities = pack.file.orders.delivery.cities
    if cities:
        city = str(given.get("city") or city_in(address, pack) or "")
        if not city or not serves(city, pack):
            raise DeliveryError(f"delivery_info.city {city!r}: expected one of {', '.join(cities)}", "city")
        found["city"] = city
    for field in pack.file.orders.delivery.needs:
        value = str(given.get(field) or "").strip()
        if not value:
            raise DeliveryError(f"delivery_info.{field} is missing: it is needed to deliver", field)
        found[field] = value[:MOST]
    return found
