"""The graph as LangGraph's own tools load and run it: found through langgraph.json, without a database."""

import importlib.util
import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph.state import CompiledStateGraph
from pydantic import ValidationError

from commerce.desk import Desk
from graphs import demo, sales
from graphs.demo import BlankDesk, demo_of
from graphs.studio import Scene, graph
from kit.errors import NotFoundError
from kit.settings import ROOT, Settings

NODES = {
    "intent", "router", "responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer", "checker",
}  # fmt: skip
NOW = "2026-11-23T09:00:00-05:00"
THREAD: Any = {"configurable": {"thread_id": "a"}}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the demo business learns is kept for the run, not in the repository."""
    folder = tmp_path_factory.getbasetemp() / "studio"
    monkeypatch.setattr(demo, "settings", lambda: Settings(data_dir=folder, packs_dir=ROOT / "packs"))


def _named_in_langgraph_json() -> Any:
    """Loaded by its file, as the tool does."""
    named = json.loads((ROOT / "langgraph.json").read_text())["graphs"]["sales"]
    path, _, attribute = named.partition(":")
    return getattr(_loaded(ROOT / path), attribute)


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("studio_as_the_tool_loads_it", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_langgraph_json_names_the_compiled_graph_with_all_its_nodes_and_no_saver() -> None:
    found = _named_in_langgraph_json()
    assert isinstance(found, CompiledStateGraph)
    assert set(found.nodes) == {"__start__", *NODES}
    assert found.checkpointer is None


def test_the_studio_draws_the_graph_that_customers_talk_to() -> None:
    assert graph.get_graph().draw_mermaid() == sales.build().get_graph().draw_mermaid()


def test_a_tool_is_told_that_a_run_takes_words_and_a_scene() -> None:
    assert list(graph.get_input_jsonschema()["properties"]) == ["text"]
    assert list(graph.get_context_jsonschema()["properties"]) == ["tenant", "now", "timezone"]


async def test_a_turn_runs_on_a_demo_business_without_a_database() -> None:
    state = await graph.ainvoke({"text": "¿Hasta qué hora atienden los sábados?"}, context={"now": NOW})
    assert state["reply"]["text"]
    assert state["reply"]["verdict"] == "proven"
    assert state["turn"]["seq"] == 1


async def test_a_thread_goes_on_where_it_was_and_says_nothing_twice() -> None:
    kept = graph.copy(update={"checkpointer": InMemorySaver()})
    first = await kept.ainvoke({"text": "Hola"}, THREAD, context=Scene())
    second = await kept.ainvoke({"text": "¿Hasta qué hora atienden?"}, THREAD, context=Scene())
    assert second["turn"]["seq"] == 2
    assert [line["role"] for line in second["recent"]] == ["client", "ai"] * 2
    assert not any(act in second["said"] for act in first["said"])


async def test_a_scene_that_does_not_exist_is_explained() -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        await graph.ainvoke({"text": "Hola"}, context={"tenant": "nobody"})
    with pytest.raises(ValidationError, match="timezone"):
        await graph.ainvoke({"text": "Hola"}, context={"now": "2026-11-23T09:00:00"})


def test_the_blank_desk_answers_whatever_a_desk_is_asked() -> None:
    asked = {name for name, _ in inspect.getmembers(Desk, inspect.iscoroutinefunction)}
    assert asked <= vars(BlankDesk).keys()


def test_a_demo_business_is_loaded_once() -> None:
    assert demo_of("colombiatic") is demo_of("colombiatic")
