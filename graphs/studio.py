"""The graph for LangGraph's own tools: ``langgraph.json`` names ``graph`` here.

``langgraph dev --allow-blocking`` serves it (engines read what they need on the first message). The nodes and edges are
those of ``graphs.sales``. The tool brings the saver; the world around the nodes is a demo business without a database,
so what agents want written stays in the state under ``writes`` and is not carried out.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from pydantic import AwareDatetime, BaseModel, ConfigDict

from agents.context import Context
from agents.state import TURN_KEYS, State, Turn
from graphs.demo import demo_of
from graphs.sales import build
from kit.clock import StillClock, SystemClock
from kit.ids import derived


class Said(BaseModel):
    """The input of a run: what the customer writes."""

    text: str


class Scene(BaseModel):
    """The context of a run: with which demo business, when, and where the customer is."""

    model_config = ConfigDict(extra="forbid")

    tenant: str = "colombiatic"
    now: AwareDatetime | None = None
    """Time stands still there; without it, the present."""
    timezone: str | None = None
    """IANA; without it, the business's."""


class Studio(CompiledStateGraph[State, Any, Any, State]):
    """The sales graph that takes a customer's words and a scene, where it is run by hand."""

    def get_input_jsonschema(self, config: RunnableConfig | None = None) -> dict[str, Any]:
        del config
        return Said.model_json_schema()

    def get_context_jsonschema(self) -> dict[str, Any]:
        return Scene.model_json_schema()

    async def astream(
        self, input: Any, config: RunnableConfig | None = None, *, context: Any = None, **options: Any
    ) -> AsyncIterator[Any]:
        """As the graph's own; ``input`` is ``Said``, or None to go on from a checkpoint, ``context`` a ``Scene``."""
        world = await _world(context if isinstance(context, Scene) else Scene.model_validate(context or {}))
        if isinstance(input, dict) and "text" in input:
            input = {**dict.fromkeys(TURN_KEYS), "turn": await self._turn(input["text"], config, world)}
        async for part in super().astream(input, config, context=world, **options):
            yield part

    async def _turn(self, text: str, config: RunnableConfig | None, world: Context) -> Turn:
        """The turn that ``text`` begins, the next one of its thread. A tool's saver keeps the turn before it."""
        thread = str((config or {}).get("configurable", {}).get("thread_id", "studio"))
        before = (await self.aget_state(cast(RunnableConfig, config))).values if self.checkpointer else {}
        seq = before["turn"]["seq"] + 1 if before else 1
        return {
            "seq": seq,
            "now": world.clock.now().isoformat(),
            "conversation": str(derived("studio", thread)),
            "contact": str(derived("studio", thread, "contact")),
            "channel": "web",
            "owner": "bot",
            "page": None,
            "welcomed": False,
            "inbound": [{"id": str(derived("studio", thread, str(seq))), "text": text, "kind": "text", "data": {}}],
        }


async def _world(scene: Scene) -> Context:
    """Loaded in a thread: the tool's event loop must not wait for files."""
    clock = StillClock(scene.now) if scene.now else SystemClock()
    demo = await asyncio.to_thread(demo_of, scene.tenant)
    return demo.context(clock, scene.timezone)


graph = Studio(**vars(build()))
