"""The life of a turn: load what waits, run the graph, commit everything at once, tell who listens.

No database connection is held while the graph runs. A turn that loses its race runs again with what is new; a turn
that a person overtook is dropped.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID
from weakref import WeakValueDictionary

from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph

from agents.context import Context
from agents.due import due_at
from agents.state import STATE_VERSION, TURN_KEYS, State
from commerce.errors import ConflictAtCommit
from commerce.profiles.fields import LASTING
from commerce.sends.outgoing import leaving
from commerce.writes import Scope, apply
from graphs.announce import announce
from graphs.apology import apologise
from graphs.drafting import Drafting, Release
from graphs.given import known_by_line, turn_of
from graphs.record import record_of
from kit.clock import Clock
from kit.errors import UnavailableError
from kit.ids import derived
from kit.logging import logger
from language.calls import begin
from store.bus.port import Bus
from store.checkpoints import Buffer, TurnSaver
from store.outbox import enqueue
from store.turns import Commit, Load, LostRaceError, TakenOverError, commit, commit_alone, load
from store.unit import Store

log = logger("turn")

BURST_LIMIT = 20
RERUNS = 4
"""How often a turn runs again before it stops waiting for a quiet moment."""

Graph = CompiledStateGraph[State, Context, State, State]


class Contexts(Protocol):
    """Gives the run-time world of a tenant."""

    def __call__(self, tenant: str, timezone: str | None, release: Release | None) -> Context: ...


@dataclass(frozen=True, slots=True)
class Done:
    """A turn that was committed."""

    seq: int
    first_seq: int
    last_seq: int
    last_message: int
    state: State
    trace: list[list[Any]]
    ms: float
    owner: str


Told = Callable[[str, UUID, Done], None]
"""Is told of each turn once it has been committed; it neither raises nor waits."""


class TurnRunner:
    """Runs turns, one at a time per conversation in this process; the commit's fence holds between processes."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        graph: Graph,
        saver: TurnSaver,
        contexts: Contexts,
        clock: Clock,
        keep: int,
        told: Told | None = None,
    ):
        self._store = store
        self._bus = bus
        self._graph = graph
        self._saver = saver
        self._contexts = contexts
        self._clock = clock
        self._keep = keep
        self._told = told
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def run(self, tenant: str, conversation: UUID, release: Release | None = None) -> list[Done]:
        """Answers everything that waits in the conversation. Nothing happens while a person owns it."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        drafting = Drafting(self._store, self._clock, tenant, conversation, release) if release else None
        done: list[Done] = []
        async with lock:
            reruns = 0
            while reruns <= RERUNS:
                try:
                    turn = await self._once(tenant, conversation, drafting, patient=reruns < RERUNS)
                except (LostRaceError, ConflictAtCommit) as error:
                    log.info("turn_again", conversation=str(conversation), why=str(error))
                    reruns += 1
                    continue
                except TakenOverError:
                    # a person may have given it back already: the next attempt looks who has it
                    reruns += 1
                    continue
                if turn is None:
                    break
                done.append(turn)
                reruns = 0
                if drafting:
                    drafting.finish()
        return done

    async def _once(self, tenant: str, conversation: UUID, drafting: Drafting | None, *, patient: bool) -> Done | None:
        """One turn. Not ``patient``: commits even if newer messages came in, and answers those next."""
        started, began = self._clock.now(), self._clock.ticks()
        context = self._contexts(tenant, None, None)
        merges = context.pack.file.turns.burst == "merge"
        found = await load(self._store, tenant, conversation, BURST_LIMIT if merges else 1)
        if not found.waiting or found.conversation["owner"] == "human":
            return None
        row = found.conversation
        release = drafting.attempt(row["turn_seq"] + 1, row["epoch"]) if drafting else None
        context = self._contexts(tenant, row["timezone"], release)
        buffer = Buffer(self._parked(found))
        try:
            state = await self._think(found, context, buffer, started)
        except (UnavailableError, TakenOverError):
            raise
        except Exception as error:
            log.error("turn_failed", conversation=str(conversation), exc_info=error)
            state = await apologise(found, context, buffer, started)
        ms = self._clock.ticks() - began
        try:
            done = await self._commit(tenant, found, context, buffer, state, started, ms, merge=merges and patient)
        except (LostRaceError, ConflictAtCommit, TakenOverError, UnavailableError):
            raise
        except Exception as error:
            log.error("commit_failed", conversation=str(conversation), exc_info=error)
            state = await apologise(found, context, buffer, started)
            done = await self._commit(tenant, found, context, buffer, state, started, ms, merge=False)
        await self._tell(tenant, conversation, done)
        return done

    def _parked(self, found: Load) -> dict[str, Any] | None:
        if found.checkpoint is None or found.version is None:
            return None
        return self._saver.upcast(found.checkpoint, found.version)

    async def _think(self, found: Load, context: Context, buffer: Buffer, now: datetime) -> State:
        row = found.conversation
        config: RunnableConfig = {"configurable": {"thread_id": row["id"], "buffer": buffer}}
        given: dict[str, Any] = {"turn": turn_of(found, now)}
        if row["turn_seq"] == 0:
            given |= await _remembered(context, UUID(row["contact_id"]), UUID(row["id"]), now)
            given |= known_by_line(row)
        calls = begin(context.tenant, row["id"], _personal(buffer))
        await self._graph.ainvoke(cast(State, given), config, context=context, durability="exit", output_keys=["reply"])
        return cast(State, {**buffer.values, "model_calls": calls.made})

    async def _commit(
        self, tenant: str, found: Load, context: Context, buffer: Buffer, state: State, started: datetime, ms: float,
        *, merge: bool,
    ) -> Done:  # fmt: skip
        row = found.conversation
        conversation, seq = UUID(row["id"]), row["turn_seq"] + 1
        assert buffer.left is not None
        reply = state.get("reply")
        replies = []
        if reply and reply["text"]:
            message = derived(tenant, row["id"], str(seq), "reply")
            said = {"blocks": reply["blocks"], "language": state["language"]}
            replies.append({"id": str(message), "text": reply["text"], "metadata": said})
        owner = "queue" if any(w["kind"] == "conversation.hand_off" for w in state.get("writes", [])) else None
        turn = Commit(
            conversation=conversation, turn_seq=seq, epoch=row["epoch"],
            first_seq=found.waiting[0]["seq"], last_seq=found.waiting[-1]["seq"], merge=merge, owner=owner,
            at=self._clock.now(), started=started, ms=ms, replies=replies, record=record_of(state, context.trace),
            facts=cast(list[dict[str, Any]], state.get("facts", [])), checkpoint=buffer.left,
            version=self._saver.version, keep=self._keep, due=due_at(state),
        )  # fmt: skip
        scope = Scope(tenant, conversation, UUID(row["contact_id"]), seq, turn.at, context.pack)
        for each in replies:
            scope.effects.extend(leaving(row, str(each["id"])))
        last = await self._write(turn, scope, cast(list[dict[str, Any]], state.get("writes", [])))
        return Done(seq, turn.first_seq, turn.last_seq, last, state, context.trace, ms, owner or row["owner"])

    async def _write(self, turn: Commit, scope: Scope, writes: list[dict[str, Any]]) -> int:
        """The one commit; a turn that changes no other record takes a single round trip."""
        if not writes and not scope.effects:
            return await commit_alone(self._store, scope.tenant, turn)
        async with self._store.unit(scope.tenant) as unit:
            last = await commit(unit, turn)
            for write in writes:
                await apply(unit, scope, write)
            await enqueue(unit, turn.conversation, turn.turn_seq, scope.effects, turn.at)
        return last

    async def _tell(self, tenant: str, conversation: UUID, done: Done) -> None:
        await announce(self._bus, tenant, conversation, {"event": "turn", "seq": done.last_message, "turn": done.seq})
        if self._told:
            self._told(tenant, conversation, done)


def _personal(buffer: Buffer) -> list[str]:
    """What is known of the customer as text, to be struck out of traces; a name also by its parts."""
    values = buffer.parked["channel_values"] if buffer.parked else {}
    fields = values.get("profile", {}).values()
    known = [field["value"] for field in fields if isinstance(field["value"], str)]
    name = values.get("profile", {}).get("customer_name")
    return [*known, *(name["value"].split() if name else [])]


async def _remembered(context: Context, contact: UUID, conversation: UUID, now: datetime) -> dict[str, Any]:
    """What a first turn starts from: whether the contact was here before, what they had shown, and who they are."""
    if not await context.desk.returning(contact, conversation):
        return {"returning": False, "signals": []}
    shown = await context.desk.signals(contact, now)
    known = await context.desk.profile(contact)
    profile = {field: known[field] for field in known if field in LASTING}
    lists = any(not entry.everyone for entry in context.pack.catalogue.pricing.lists)
    own = await context.desk.price_list(contact) if lists else None
    terms = {"slots": {"terms": {"price_list": own}}} if own else {}
    return {"returning": True, "signals": [row["signal"] for row in shown], "profile": profile, **terms}


def saver(store: Store | None = None) -> TurnSaver:
    """The saver of this version's state."""
    return TurnSaver(STATE_VERSION, TURN_KEYS, {}, store)
