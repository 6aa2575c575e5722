"""The four systems that ``parley bench turn`` sets side by side, each answering one message of one conversation."""

from typing import Annotated, Any, Literal, Protocol
from uuid import UUID, uuid4

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.runtime import Runtime
from psycopg_pool import AsyncConnectionPool

from agents.composer.node import composer
from agents.context import Context
from agents.intent.node import intent
from agents.router.node import router
from agents.state import State
from graphs.inbox import Opening
from graphs.sales import AGENTS
from server.wiring import House

MESSAGE = "Buenas, ¿hasta qué hora atienden hoy y qué tal los sábados?"
REPLY = "Atendemos de lunes a viernes de ocho a seis."
TENANT = "colombiatic"


class System(Protocol):
    name: str

    async def begin(self) -> Any:
        """A new conversation; what ``turn`` needs to go on with it."""
        ...

    async def turn(self, conversation: Any, number: int) -> None: ...


class Limit:
    """The least that any runtime must do: both messages and the conversation row, in one statement, one commit."""

    name = "limit"

    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        self._pool = pool

    async def begin(self) -> UUID:
        conversation = uuid4()
        async with self._pool.connection() as connection:
            await connection.execute("INSERT INTO conversations VALUES (%s, 0, now())", (conversation,))
        return conversation

    async def turn(self, conversation: UUID, number: int) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(
                "WITH c AS (UPDATE conversations SET seq = seq + 2, updated_at = now() WHERE id = %s RETURNING seq) "
                "INSERT INTO messages (id, conversation_id, seq, content) "
                "SELECT v.id, %s, c.seq + v.n, v.content "
                "FROM c, (VALUES (%s::uuid, 0, %s), (%s::uuid, 1, %s)) v (id, n, content)",
                (conversation, conversation, uuid4(), f"{MESSAGE} {number}", uuid4(), REPLY),
            )


class Parley:
    name = "parley"

    def __init__(self, house: House) -> None:
        self._house = house

    async def begin(self) -> UUID:
        return (await self._house.inbox.start(TENANT, Opening())).conversation

    async def turn(self, conversation: UUID, number: int) -> None:
        answer = await self._house.inbox.receive(TENANT, conversation, str(number), f"{MESSAGE} {number}")
        assert answer.replies


class StockState(State, total=False):
    messages: Annotated[list[AnyMessage], add_messages]


class Stock:
    """The same nodes on LangGraph's own Postgres saver, with the messages in the state, as its guides show it."""

    def __init__(self, house: House, saver: Any, durability: Literal["async", "exit"]) -> None:
        self.name = "stock_exit" if durability == "exit" else "stock"
        self._house = house
        self._durability: Literal["async", "exit"] = durability
        graph = StateGraph(StockState, context_schema=Context)
        graph.add_node("intent", intent)
        graph.add_node("router", router)
        for name, node in AGENTS.items():
            graph.add_node(name, node)
            graph.add_edge(name, "composer")
        graph.add_node("composer", _with_message, defer=True)
        graph.add_edge(START, "intent")
        graph.add_edge("intent", "router")
        self._graph = graph.compile(checkpointer=saver)

    async def begin(self) -> str:
        return str(uuid4())

    async def turn(self, conversation: str, number: int) -> None:
        text = f"{MESSAGE} {number}"
        now = self._house.clock.now().isoformat()
        given: dict[str, Any] = {
            "messages": [HumanMessage(text)],
            "turn": {
                "seq": number, "now": now, "conversation": conversation, "contact": str(UUID(int=0)), "channel": "web",
                "owner": "bot", "page": None, "welcomed": False,
                "inbound": [{"id": str(number), "text": text, "kind": "text", "data": {}}],
            },
            "acts": None, "questions": None, "facts": None, "writes": None,
        }  # fmt: skip
        config: Any = {"configurable": {"thread_id": conversation}}
        context = self._house.context(TENANT, None, None)
        graph: Any = self._graph
        await graph.ainvoke(given, config, context=context, durability=self._durability)


async def _with_message(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    command = await composer(state, runtime)
    update: dict[str, Any] = dict(command.update or {})
    return {**update, "messages": [AIMessage(update["reply"]["text"])]}
