"""Turns told to a collector, and what of them is not told."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pydantic import SecretStr

from graphs.inbox import Opening
from kit.settings import Settings
from language.embedded.encoder.hashing import HashingEncoder
from server.modelstub.app import ModelApp
from server.modelstub.honest import honest
from server.modelstub.serve import serving
from server.tracing.open import open_tracing
from server.tracing.port import NoTracing
from server.wiring import open_house
from tests.agents.talk import pack_of
from tests.houses import settings_for


class _Collector(BaseHTTPRequestHandler):
    spans: list[Any]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        sent = ExportTraceServiceRequest.FromString(body)
        for resource in sent.resource_spans:
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@contextmanager
def _collecting() -> Iterator[tuple[str, list[Any]]]:
    spans: list[Any] = []
    handler = type("Collector", (_Collector,), {"spans": spans})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", spans
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _attributes(span: Any) -> dict[str, Any]:
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in span.attributes}


async def test_a_turn_and_its_calls_reach_the_collector_without_personal_data(
    database_url: str, tmp_path: Path
) -> None:
    with _collecting() as (collector, spans):
        async with serving(ModelApp(honest)) as url:
            settings = settings_for(database_url, tmp_path).model_copy(
                update={
                    "engine": "llm", "openai_base_url": url, "openai_api_key": SecretStr("k"),
                    "otlp_endpoint": collector, "model": "gpt-4o-mini",
                }
            )  # fmt: skip
            async with open_house(settings, only=[], encoder=HashingEncoder()) as house:
                pack = pack_of("colombiatic")
                await house.admit(pack.model_copy(update={"documents": []}))
                started = await house.inbox.start(pack.id, Opening())
                await house.inbox.receive(
                    pack.id, started.conversation, str(uuid4()), "Soy Ana Ruiz, ana@ruiz.co, ¿qué vale el Esencial?"
                )
    turn = next(_attributes(span) for span in spans if span.name == "turn")
    calls = [_attributes(span) for span in spans if span.name.startswith("chat ")]
    assert turn["parley.tenant"] == "colombiatic"
    assert {call["parley.call.purpose"] for call in calls} == {"read", "write"}
    assert all(call["gen_ai.usage.input_tokens"] > 0 for call in calls)
    assert all(call["parley.call.cost_micro_usd"] > 0 for call in calls)
    assert all(len(call["parley.call.prompt_version"]) == 8 for call in calls)
    told = str([turn, *calls])
    assert "ana@ruiz.co" not in told
    assert "Ana Ruiz" not in told
    assert "Esencial" in told


def test_without_a_collector_nothing_is_exported() -> None:
    assert isinstance(open_tracing(Settings(otlp_endpoint=None)), NoTracing)


@pytest.mark.parametrize(("content", "hidden"), [("redacted", "true"), ("none", "true"), ("full", None)])
def test_langsmith_gets_no_inputs_and_outputs_unless_traces_may_hold_everything(
    monkeypatch: pytest.MonkeyPatch, content: str, hidden: str | None
) -> None:
    for name in ("LANGSMITH_HIDE_INPUTS", "LANGSMITH_HIDE_OUTPUTS"):
        monkeypatch.setenv(name, "x")
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    open_tracing(Settings(trace_content=content))
    assert os.environ.get("LANGSMITH_HIDE_INPUTS") == hidden
    assert os.environ.get("LANGSMITH_HIDE_OUTPUTS") == hidden
