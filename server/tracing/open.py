"""From the settings to who is told of turns."""

import os

from kit.settings import Settings
from server.tracing.port import NoTracing, Tracing

_LANGSMITH = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


def open_tracing(settings: Settings) -> Tracing:
    _hide_from_langsmith(settings)
    if settings.otlp_endpoint is None:
        return NoTracing()
    from server.tracing.otlp import OtlpTracing

    return OtlpTracing(settings.otlp_endpoint)


def _hide_from_langsmith(settings: Settings) -> None:
    """LangSmith's client sends whole prompts and states, in which nobody knows every personal word: it is told to leave
    inputs and outputs out, unless traces may hold everything or its own variables say otherwise."""
    if settings.trace_content != "full" and any(os.environ.get(name, "").lower() == "true" for name in _LANGSMITH):
        os.environ.setdefault("LANGSMITH_HIDE_INPUTS", "true")
        os.environ.setdefault("LANGSMITH_HIDE_OUTPUTS", "true")
