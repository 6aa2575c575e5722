"""Each turn as OpenTelemetry spans over OTLP/HTTP: one for the turn, one for each call to the model."""

import time
from typing import TYPE_CHECKING
from uuid import UUID

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, set_span_in_context

from graphs.turn import Done
from language.port import ModelCall

if TYPE_CHECKING:
    from opentelemetry.util.types import AttributeValue

MS = 1_000_000
"""Nanoseconds in a millisecond."""


class OtlpTracing:
    """Implements ``Tracing``. ``endpoint`` is the collector's base address; headers by the exporter's own variables.

    Spans carry no words of the customer but those that ``trace_content`` let into the record of a call.
    """

    def __init__(self, endpoint: str) -> None:
        self._provider = TracerProvider(resource=Resource.create({"service.name": "parley"}))
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("parley")

    def __call__(self, tenant: str, conversation: UUID, done: Done) -> None:
        end = time.time_ns()
        start = end - int(done.ms * MS)
        turn = self._tracer.start_span("turn", start_time=start, attributes=_of_turn(tenant, conversation, done))
        for call in done.state.get("model_calls", []):
            self._call(turn, start, call)
        turn.end(end)

    def close(self) -> None:
        self._provider.shutdown()

    def _call(self, turn: Span, start: int, call: ModelCall) -> None:
        began = start + int(call["at"] * MS)
        span = self._tracer.start_span(
            f"chat {call['model']}",
            context=set_span_in_context(turn),
            kind=SpanKind.CLIENT,
            start_time=began,
            attributes=_of_call(call),
        )
        if error := call.get("error"):
            span.set_status(Status(StatusCode.ERROR, error))
        span.end(began + int(call["ms"] * MS))


def _of_turn(tenant: str, conversation: UUID, done: Done) -> "dict[str, AttributeValue]":
    state = done.state
    reply = state.get("reply")
    nodes: dict[str, AttributeValue] = {f"parley.node.{name}.ms": ms for name, ms in done.trace}
    return {
        "parley.tenant": tenant,
        "parley.conversation": str(conversation),
        "parley.turn": done.seq,
        "parley.language": state["language"],
        "parley.stage": state.get("stage", ""),
        "parley.intents": [guess["name"] for guess in state["reading"]["intents"]],
        "parley.acts": [act["say"] for act in state.get("said", [])],
        "parley.verdict": reply["verdict"] if reply else "none",
        **nodes,
    }


def _of_call(call: ModelCall) -> "dict[str, AttributeValue]":
    """The names of OpenTelemetry's conventions for generative models where they have one."""
    return {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": call["model"],
        "gen_ai.request.temperature": call["temperature"],
        "gen_ai.usage.input_tokens": call["tokens_in"],
        "gen_ai.usage.output_tokens": call["tokens_out"],
        "parley.call.purpose": call["purpose"],
        "parley.call.prompt": call["prompt"],
        "parley.call.prompt_version": call["version"],
        "parley.call.attempts": call["attempts"],
        "parley.call.first_ms": call.get("first_ms", 0.0),
        "parley.call.cost_micro_usd": call["cost"],
        "parley.call.cached_tokens": call["tokens_cached"],
        "parley.call.cache_hit": call["tokens_cached"] > 0,
        "parley.call.data": call["data"],
        "parley.call.answer": call["answer"],
    }
