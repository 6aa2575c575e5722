"""The calls to models that one turn makes, gathered while it runs."""

from contextvars import ContextVar

from language.port import ModelCall

_calls: ContextVar[list[ModelCall] | None] = ContextVar("model_calls", default=None)


def begin() -> list[ModelCall]:
    """Starts gathering in this task and those that it starts; the list fills as calls are made."""
    calls: list[ModelCall] = []
    _calls.set(calls)
    return calls


def record(call: ModelCall) -> None:
    """Adds a call to the turn under way; outside of any turn it is dropped."""
    calls = _calls.get()
    if calls is not None:
        calls.append(call)
