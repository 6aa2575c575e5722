"""The calls to models that one turn makes, gathered while it runs, and what is left of its time."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from language.port import ModelCall

_turn: ContextVar["TurnCalls | None"] = ContextVar("model_calls", default=None)


@dataclass
class TurnCalls:
    """``personal``: what the conversation knows of its customer, to be struck out of traces; ``heard`` is clear while
    it is being found out what this message adds to that. ``began``: loop time."""

    tenant: str = ""
    conversation: str = ""
    personal: tuple[str, ...] = ()
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    made: list[ModelCall] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.heard.set()

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """While the message is read: no call is recorded before what is personal in it is known."""
        self.heard.clear()
        try:
            yield
        finally:
            self.heard.set()

    @property
    def asked(self) -> int:
        """How many calls reached out, retries not counted."""
        return sum(call["attempts"] > 0 for call in self.made)

    def left(self, budget_s: float) -> float:
        """Seconds that remain of the turn's budget."""
        return self.began + budget_s - asyncio.get_running_loop().time()


def begin(tenant: str = "", conversation: str = "", personal: Iterable[str] = ()) -> TurnCalls:
    """Starts gathering in this task and those that it starts; the list fills as calls are made."""
    turn = TurnCalls(tenant, conversation, tuple(personal))
    _turn.set(turn)
    return turn


def current() -> TurnCalls | None:
    """The turn under way; None outside of any."""
    return _turn.get()
