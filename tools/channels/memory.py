"""A channel that lives in the process and shows what it was given."""

from kit.ids import reference
from tools.channels.port import Address, Rendered, UnreachableError
from tools.receipt import Receipt


class MemoryChannel:
    """``sent`` is what customers see, in its order."""

    def __init__(self) -> None:
        self.sent: list[tuple[Address, Rendered]] = []
        self._receipts: dict[str, Receipt] = {}
        self._blocked: set[str] = set()

    def block(self, external_id: str) -> None:
        """That customer takes no more messages."""
        self._blocked.add(external_id)

    async def send(self, address: Address, message: Rendered, key: str) -> Receipt:
        if address.external_id in self._blocked:
            raise UnreachableError(f"{address.external_id} takes no messages on this channel.")
        if key not in self._receipts:
            self.sent.append((address, message))
            self._receipts[key] = Receipt(reference("MSG", key, length=12))
        return self._receipts[key]
