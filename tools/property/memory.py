"""A register of properties that lives in the process."""

import re

from tools.property.port import Property, PropertyNotFoundError


class MemoryProperties:
    def __init__(self) -> None:
        self._known: dict[str, Property] = {}

    def register(self, property: Property) -> None:
        self._known[_plain(property.address)] = property

    async def look_up(self, address: str) -> Property:
        found = self._known.get(_plain(address))
        if found is None:
            raise PropertyNotFoundError(f"No property is known at {address!r}.")
        return found


def _plain(address: str) -> str:
    """Capitals, commas and spaces do not make another address."""
    return " ".join(re.findall(r"\w+", address.casefold()))
