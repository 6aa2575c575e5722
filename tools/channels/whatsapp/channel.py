"""WhatsApp as one of the channels."""

from uuid import UUID

from tools.channels.port import Accepted, Address, Content
from tools.channels.render.plan import Plan
from tools.channels.render.whatsapp import render_whatsapp
from tools.channels.whatsapp.address import addressed
from tools.channels.whatsapp.graph import Graph


class WhatsAppChannel:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def render(self, plan: Plan) -> list[Content]:
        return render_whatsapp(plan)

    async def send(self, address: Address, content: Content, key: UUID) -> Accepted:
        return await self._graph.send(address.line, addressed(content, address.phone, address.user_id, str(key)))
