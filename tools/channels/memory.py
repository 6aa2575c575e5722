"""A channel that lives in the process and shows what it was given."""

from uuid import UUID

from kit.ids import reference
from tools.channels.port import Accepted, Address, Content, RefusedError
from tools.channels.remedy import Remedy
from tools.channels.render.plan import Plan
from tools.channels.render.web import render_web


class MemoryChannel:
    """``sent`` is what customers see, in its order."""

    def __init__(self) -> None:
        self.sent: list[tuple[Address, Content]] = []
        self._accepted: dict[UUID, Accepted] = {}
        self._blocked: set[str] = set()

    def block(self, customer: str) -> None:
        """That customer takes no more messages."""
        self._blocked.add(customer)

    def render(self, plan: Plan) -> list[Content]:
        return [{"type": "web", **render_web(plan)}]

    async def send(self, address: Address, content: Content, key: UUID) -> Accepted:
        if address.to in self._blocked:
            raise RefusedError("The channel", None, f"{address.to} takes no messages here", Remedy.UNREACHABLE)
        if key not in self._accepted:
            self.sent.append((address, content))
            self._accepted[key] = Accepted(reference("MSG", str(key), length=12))
        return self._accepted[key]
