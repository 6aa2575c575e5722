"""Drawings made from the code itself: the compiled graph with a turn's path, the house with its imports."""

import ast
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from langgraph.graph.state import CompiledStateGraph

from kit.errors import InvalidInputError
from kit.settings import ROOT

Graph = CompiledStateGraph[Any, Any, Any, Any]
Layers = dict[str, int]
Notes = Mapping[str, list[str]]
ENDS = ("__start__", "__end__")
MARGIN = 24.0
TEMPLATES = Environment(
    loader=FileSystemLoader(ROOT / "web" / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
NOTE_CHARACTERS = 44


class Link(NamedTuple):
    """``maybe``: taken or not, as the run decides."""

    source: str
    target: str
    maybe: bool = False
    label: str = ""


class Point(NamedTuple):
    x: float
    y: float


Stop = str | tuple[Link, int]
"""A box, or the room of a long link in a layer."""


class Measure(NamedTuple):
    """In pixels: the box, the step from layer to layer (``down``, or to the right), the step beside it."""

    width: float
    height: float
    layer: float
    beside: float
    down: bool


GRAPH = Measure(width=112, height=42, layer=154, beside=58, down=False)
HOUSE = Measure(width=300, height=88, layer=132, beside=324, down=True)


def mermaid(graph: Graph) -> str:
    """The graph as mermaid text; the same graph gives the same text."""
    return graph.get_graph().draw_mermaid()


def svg_of(graph: Graph, path: Sequence[str] = ()) -> str:
    """The graph, time running to the right, conditional links dashed, the nodes in ``path`` lit.

    Raises InvalidInputError for a name in ``path`` that is no node.
    """
    drawn = graph.get_graph()
    if unknown := [name for name in path if name not in drawn.nodes]:
        expected = ", ".join(name for name in drawn.nodes if name not in ENDS)
        raise InvalidInputError(f"path: {unknown[0]!r} is no node of the graph: expected any of {expected}.")
    links = [Link(edge.source, edge.target, edge.conditional) for edge in drawn.edges]
    run = {*ENDS, *path} if path else set()
    plan = Plan(links, layers_of(drawn.nodes, links), GRAPH)
    return plan.draw("The graph of a turn", run=run, lit=_lit(links, run), notes={})


def house_svg() -> str:
    """The packages as layers, each above what it imports; an arrow carries how many files import."""
    uses = imports(ROOT)
    pairs = sorted(uses)
    layers = layers_of(sorted(set().union(*pairs)), [Link(*pair) for pair in pairs])
    near = [Link(*pair, label=str(uses[pair])) for pair in pairs if layers[pair[1]] == layers[pair[0]] + 1]
    notes = {name: _notes(name, uses, layers) for name in layers}
    return Plan(near, layers, HOUSE).draw("The packages and their imports", notes=notes)


def imports(root: Path) -> Counter[tuple[str, str]]:
    """How many files of one package of ``root`` import another, as the code stands."""
    packages = {file.parent.name for file in root.glob("*/__init__.py")} - {"tests"}
    found: Counter[tuple[str, str]] = Counter()
    for package in packages:
        for file in (root / package).rglob("*.py"):
            found.update((package, name) for name in _imported(file) & packages - {package})
    return found


def _imported(file: Path) -> set[str]:
    """The top-level names that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in plain + named}


def _notes(name: str, uses: Counter[tuple[str, str]], layers: Layers) -> list[str]:
    """A package's size, and what it imports from further down than the next layer."""
    far = [other for user, other in uses if user == name and layers[other] > layers[name] + 1]
    far.sort(key=lambda other: (layers[other], other))
    listed = ", ".join(f"{other} {uses[name, other]}" for other in far)
    files = f"{sum(1 for _ in (ROOT / name).rglob('*.py'))} files"
    return [files, *wrap(f"also {listed}", NOTE_CHARACTERS)] if listed else [files]


def _lit(links: Iterable[Link], run: set[str]) -> set[Link]:
    """The links between nodes of the run, without those that jump over another node of it."""
    inside = {(link.source, link.target): link for link in links if {link.source, link.target} <= run}

    def jumps(source: str, target: str) -> bool:
        return any({(source, stop), (stop, target)} <= inside.keys() for stop in run - {source, target})

    return {link for pair, link in inside.items() if not jumps(*pair)}


def layers_of(names: Iterable[str], links: Sequence[Link]) -> Layers:
    """The longest way from a start to each name; a link that closes a loop counts for nothing."""
    seen, ends_first = set[str](), list[str]()

    def walk(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for link in links:
                if link.source == name:
                    walk(link.target)
            ends_first.append(name)

    inner = {link.target for link in links}
    for name in sorted(names, key=inner.__contains__):
        walk(name)
    layers: Layers = {}
    for name in reversed(ends_first):
        before = [layers[link.source] for link in links if link.target == name and link.source in layers]
        layers[name] = max(before, default=-1) + 1
    return {name: layers[name] for name in names}


class Plan:
    """Where everything stands: boxes in layers, and room in each layer for the long links that cross it."""

    def __init__(self, links: Sequence[Link], layers: Layers, size: Measure) -> None:
        self._links, self._layers, self._size = links, layers, size
        depths = range(max(layers.values()) + 1)
        rows: list[list[Stop]] = [[one for one in layers if layers[one] == at] for at in depths]
        for link in links:
            for at in range(layers[link.source] + 1, layers[link.target]):
                rows[at].append((link, at))
        broad = max(map(len, rows))
        self._corner = self._spot(len(rows) - 1, broad - 1)
        self._spots = {
            one: self._spot(at, place + (broad - len(row)) / 2)
            for at, row in enumerate(rows)
            for place, one in enumerate(row)
        }

    def draw(self, title: str, *, run: Container[str] = (), lit: Container[Link] = (), notes: Notes) -> str:
        boxes = [
            {"name": name, "at": self._spots[name], "lit": name in run, "notes": notes.get(name, [])}
            for name in self._layers
        ]
        lines = [{"link": link, "legs": self._legs(link), "lit": link in lit} for link in self._links]
        lines.sort(key=itemgetter("lit"))
        shown = {"title": title, "boxes": boxes, "lines": lines, "faint": bool(run), "size": self._size}
        return TEMPLATES.get_template("drawing.svg").render(shown, corner=self._corner, margin=MARGIN)

    def _spot(self, layer: float, beside: float) -> Point:
        """The middle of a place in the drawing."""
        size = self._size
        along, across = layer * size.layer, beside * size.beside
        x, y = (across, along) if size.down else (along, across)
        return Point(x + size.width / 2 + MARGIN, y + size.height / 2 + MARGIN)

    def _legs(self, link: Link) -> list[tuple[Point, Point]]:
        """The way of a link, from the side of one box to the side of the next."""
        crossed = range(self._layers[link.source] + 1, self._layers[link.target])
        stops: list[Stop] = [link.source, *((link, at) for at in crossed), link.target]
        return [(self._side(one, 1), self._side(other, -1)) for one, other in pairwise(stops)]

    def _side(self, stop: Stop, way: int) -> Point:
        """Where links leave (1) or enter (-1) a box."""
        (x, y), size = self._spots[stop], self._size
        return Point(x, y + way * size.height / 2) if size.down else Point(x + way * size.width / 2, y)
