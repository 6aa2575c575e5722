"""LangGraph's saver for turns: it holds a run's checkpoint back until the turn's one transaction writes it.

A run gets a ``Buffer`` through its config (``configurable["buffer"]``): the saver reads the parked checkpoint from it
and leaves the new one in it, so that no step of a graph touches the database. Without a buffer (time travel,
LangGraph's own tools) it reads the rows, under the tenant that the config names, and never writes.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, cast
from uuid import UUID

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
)

from kit.errors import UnavailableError
from store.unit import Row, Store

Plain = dict[str, Any]
Upcaster = Callable[[Plain], Plain]
"""From the state of one version to that of the next: takes and returns the whole plain checkpoint."""


class UnknownStateVersionError(UnavailableError):
    """The checkpoint was written by a newer Parley than this one: another process of the new version will answer."""


class Buffer:
    """One run's checkpoints in memory.

    ``parked`` is where it starts, ``left`` is what is kept of where it ended, ``values`` is the whole state there.
    """

    __slots__ = ("left", "parked", "values")

    def __init__(self, parked: Plain | None) -> None:
        self.parked = parked
        self.left: Plain | None = None
        self.values: Plain = {}


class TurnSaver(BaseCheckpointSaver[int]):
    """Keeps what a conversation remembers and drops what only the turn needed (``transient`` channels)."""

    def __init__(
        self,
        version: int,
        transient: frozenset[str],
        upcasters: dict[int, Upcaster],
        store: Store | None = None,
    ):
        super().__init__()
        self.version = version
        self._transient = transient
        self._upcasters = upcasters
        self._store = store

    def upcast(self, checkpoint: Plain, version: int) -> Plain:
        """The checkpoint as this version writes it; raises UnknownStateVersionError for one of the future."""
        if version > self.version:
            raise UnknownStateVersionError(f"state version {version} is newer than this Parley's {self.version}")
        for step in range(version, self.version):
            checkpoint = self._upcasters[step](checkpoint)
        return checkpoint

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        buffer = config["configurable"].get("buffer")
        if buffer is not None:
            held = buffer.left or buffer.parked
            return None if held is None else _tuple(config, held)
        async for found in self.alist(config, limit=1):
            return found
        return None

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        del metadata, new_versions
        buffer = config["configurable"].get("buffer")
        if buffer is not None:
            buffer.left = self._plain(checkpoint)
            buffer.values = checkpoint["channel_values"]
        return {"configurable": {**config["configurable"], "checkpoint_id": checkpoint["id"]}}

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """A turn that dies runs again from its start: half a turn's writes are of no use to anyone."""

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        del filter
        if self._store is None or config is None:
            return
        place = config["configurable"]
        ceiling = (before or config)["configurable"].get("checkpoint_id")
        async with self._store.unit(place["tenant"]) as unit:
            rows = await unit.rows(
                "SELECT checkpoint_id, version, state FROM checkpoints WHERE conversation_id = %s "
                "ORDER BY turn_seq DESC",
                (UUID(place["thread_id"]),),
            )
        for row in _from(rows, ceiling, inclusive=before is None)[:limit]:
            yield _tuple(config, self.upcast(row["state"], row["version"]))

    def _plain(self, checkpoint: Checkpoint) -> Plain:
        kept = {name: value for name, value in checkpoint["channel_values"].items() if name not in self._transient}
        return {**checkpoint, "channel_values": kept}


def _from(rows: list[Row], checkpoint_id: str | None, *, inclusive: bool) -> list[Row]:
    """The rows from the one with that id on (newest first), or after it; all of them without an id."""
    if checkpoint_id is None:
        return rows
    for place, row in enumerate(rows):
        if row["checkpoint_id"] == checkpoint_id:
            return rows[place if inclusive else place + 1 :]
    return []


def _tuple(config: RunnableConfig, checkpoint: Plain) -> CheckpointTuple:
    place: RunnableConfig = {"configurable": {**config["configurable"], "checkpoint_id": checkpoint["id"]}}
    metadata: CheckpointMetadata = {"source": "loop", "step": 0, "parents": {}}
    copied = {**checkpoint, "channel_values": dict(checkpoint["channel_values"])}
    return CheckpointTuple(place, cast(Checkpoint, copied), metadata, None, [])
