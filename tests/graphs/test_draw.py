"""Drawings: true to the compiled graph and to the code's imports."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TypedDict

import pytest
from langgraph.graph import END, START, StateGraph

from graphs.draw import Link, house_svg, imports, layers_of, mermaid, svg_of
from graphs.sales import build
from kit.errors import InvalidInputError

SVG = "{http://www.w3.org/2000/svg}"


def _groups(svg: str, kind: str) -> dict[str, str]:
    """The classes of what is drawn, by its name: ``kind`` is ``node`` or ``link``."""
    found = ET.fromstring(svg).iter(f"{SVG}g")
    return {group.attrib[f"data-{kind}"]: group.attrib["class"] for group in found if f"data-{kind}" in group.attrib}


def _lit(svg: str, kind: str) -> set[str]:
    return {name for name, classes in _groups(svg, kind).items() if "lit" in classes.split()}


def test_every_node_and_every_link_of_the_graph_is_drawn_once() -> None:
    graph, svg = build(), svg_of(build())
    drawn = graph.get_graph()
    assert set(_groups(svg, "node")) == set(drawn.nodes)
    assert sorted(_groups(svg, "link")) == sorted(f"{edge.source} {edge.target}" for edge in drawn.edges)


def test_a_link_that_the_turn_chooses_is_dashed() -> None:
    root = ET.fromstring(svg_of(build()))
    groups = [group for group in root.iter(f"{SVG}g") if "data-link" in group.attrib]
    paths = {group.attrib["data-link"]: group.find(f"{SVG}path") for group in groups}
    dashed = {name for name, path in paths.items() if path is not None and "maybe" in path.attrib["class"]}
    assert dashed == {f"{edge.source} {edge.target}" for edge in build().get_graph().edges if edge.conditional}
    assert "router quoter" in dashed


def test_nothing_is_lit_without_a_path() -> None:
    svg = svg_of(build())
    assert _lit(svg, "node") == _lit(svg, "link") == set()


def test_the_path_of_a_turn_is_lit_from_start_to_end() -> None:
    svg = svg_of(build(), ["intent", "router", "responder", "scheduler", "composer"])
    assert _lit(svg, "node") == {
        "__start__",
        "intent",
        "router",
        "responder",
        "scheduler",
        "composer",
        "__end__",
    }
    assert _lit(svg, "link") == {
        "__start__ intent", "intent router", "router responder", "router scheduler", "responder composer",
        "scheduler composer", "composer __end__",
    }  # fmt: skip


def test_a_turn_without_agents_goes_straight_to_the_composer_and_on_to_the_checker() -> None:
    links = _lit(svg_of(build(), ["intent", "router", "composer", "checker"]), "link")
    assert {"router composer", "composer checker", "checker __end__"} <= links
    assert "composer __end__" not in links


def test_a_name_that_is_no_node_is_refused_with_the_names_that_are() -> None:
    with pytest.raises(InvalidInputError, match=r"'sales' is no node of the graph: expected any of intent, router"):
        svg_of(build(), ["sales"])


def test_two_drawings_of_one_graph_are_the_same() -> None:
    assert svg_of(build()) == svg_of(build())
    assert mermaid(build()) == mermaid(build())


def test_the_mermaid_text_names_every_agent() -> None:
    text = mermaid(build())
    assert all(f"router -.-> {agent};" in text for agent in ("responder", "scheduler", "quoter", "seller", "handoff"))


def test_boxes_do_not_lie_on_each_other_and_stay_inside_the_drawing() -> None:
    root = ET.fromstring(svg_of(build()))
    boxes = [rect.attrib for rect in root.iter(f"{SVG}rect") if rect.attrib["class"] == "box"]
    spots = [(float(box["x"]), float(box["y"]), float(box["width"]), float(box["height"])) for box in boxes]
    for number, (x, y, width, height) in enumerate(spots):
        assert 0 <= x <= x + width <= float(root.attrib["width"])
        assert 0 <= y <= y + height <= float(root.attrib["height"])
        for other_x, other_y, *_ in spots[:number]:
            assert abs(other_x - x) >= width or abs(other_y - y) >= height


def test_a_graph_with_a_loop_can_be_drawn() -> None:
    class Empty(TypedDict):
        seen: int

    async def step(state: Empty) -> dict[str, int]:
        return {"seen": state["seen"] + 1}

    graph = StateGraph(Empty)
    graph.add_node("ask", step)
    graph.add_node("act", step)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "act")
    graph.add_conditional_edges("act", lambda _state: END, ["ask", "act", END])
    svg = svg_of(graph.compile(), ["ask", "act"])
    assert {"act ask", "act act", "ask act"} <= set(_groups(svg, "link"))


def test_a_layer_is_the_longest_way_from_the_start() -> None:
    links = [Link("start", "a"), Link("a", "b"), Link("b", "c"), Link("a", "c"), Link("c", "a")]
    assert layers_of(["c", "b", "a", "start"], links) == {"c": 3, "b": 2, "a": 1, "start": 0}


def test_imports_are_counted_by_the_files_that_make_them(tmp_path: Path) -> None:
    for package in ("upper", "lower", "tests"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "upper" / "one.py").write_text("import os\nimport lower.part\nfrom lower import part\n")
    (tmp_path / "upper" / "two.py").write_text("def late():\n    from lower.part import thing\n    return thing\n")
    (tmp_path / "upper" / "three.py").write_text("from . import one\nfrom upper import two\n")
    (tmp_path / "tests" / "test_one.py").write_text("import upper\n")
    assert imports(tmp_path) == {("upper", "lower"): 2}


def test_the_house_stands_as_its_imports_say() -> None:
    svg = house_svg()
    assert {
        "server",
        "graphs",
        "agents",
        "tools",
        "knowledge",
        "commerce",
        "language",
        "store",
        "kit",
    } <= set(_groups(svg, "node"))
    below = {tuple(name.split()) for name in _groups(svg, "link")}
    assert ("server", "graphs") in below
    assert not {(lower, upper) for upper, lower in below} & below
