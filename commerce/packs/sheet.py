"""One file as data that still knows its lines.

Scalars are read as YAML 1.2 reads them, like the editors that use the generated schemas: ``no`` and ``18:00``
are text, where YAML 1.1 takes them for a boolean and a number of minutes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from commerce.packs.problem import Path, Problem, spell
from commerce.packs.sources import Source


class _Loader(yaml.CSafeLoader):
    """Resolves nothing but what is added below."""


class _TextLoader(yaml.CBaseLoader):
    """Every scalar is text, as front matter wants it: a date stays as it was written."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that is well-formed. ``data`` is what it holds, ``node`` the same with line marks."""

    source: Source
    data: Any
    node: Node | None
    first_line: int
    """The line on which the YAML begins: front matter begins on the second."""

    def line(self, path: Path) -> int:
        """The line of the deepest step of ``path`` that the file has."""
        node, line = self.node, 0
        for step in path:
            mark, node = _step(node, step)
            if mark is None:
                break
            line = mark
        return line + self.first_line

    def problem(self, path: Path, found: str, expected: str) -> Problem:
        return Problem(self.source.shown, self.line(path), spell(path), found, expected)


def open_sheet(source: Source) -> Sheet | Problem:
    """The file as data, or what keeps it from being read."""
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        return Problem(source.shown, line, "", "bytes that are not UTF-8", "a file saved as UTF-8")
    return _open_document(source, text) if source.key.endswith(".md") else _open_yaml(source, text)


def twice(sheet: Sheet) -> Iterator[Problem]:
    """Keys that a mapping holds twice, of which YAML would silently keep the last."""
    todo: list[tuple[Node | None, Path]] = [(sheet.node, ())]
    visited: set[int] = set()
    while todo:
        node, path = todo.pop()
        if id(node) in visited:
            continue  # an alias, which may even stand inside its own anchor
        visited.add(id(node))
        if isinstance(node, SequenceNode):
            todo += [(inner, (*path, index)) for index, inner in enumerate(node.value)]
        elif isinstance(node, MappingNode):
            seen = set()
            for key, inner in node.value:
                if key.value in seen:
                    line = key.start_mark.line + sheet.first_line
                    where = spell((*path, str(key.value)))
                    yield Problem(sheet.source.shown, line, where, "the same name twice", "it once")
                seen.add(key.value)
                todo.append((inner, (*path, str(key.value))))


def _open_yaml(source: Source, text: str, first_line: int = 1, kind: Any = _Loader) -> Sheet | Problem:
    loader = kind(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        said = " ".join(part for part in (error.context, error.problem) if part)
        return Problem(source.shown, line + first_line, "", f"YAML that cannot be read ({said})", "valid YAML")
    except yaml.YAMLError as error:
        return Problem(source.shown, first_line, "", f"YAML that cannot be read ({error})", "valid YAML")
    finally:
        loader.dispose()
    return Sheet(source, data, node, first_line)


def _open_document(source: Source, text: str) -> Sheet | Problem:
    head = re.match(r"---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if not head:
        wanted = "front matter between two lines of ---: id, title, url, language, updated"
        return Problem(source.shown, 1, "", "a page without front matter", wanted)
    sheet = _open_yaml(source, head.group(1), 2, _TextLoader)
    if isinstance(sheet, Problem) or not isinstance(sheet.data, dict):
        return sheet
    return Sheet(source, {**sheet.data, "body": text[head.end() :].strip()}, sheet.node, 2)


def _step(node: Node | None, step: str | int) -> tuple[int | None, Node | None]:
    if isinstance(node, MappingNode):
        for key, inner in node.value:
            if isinstance(key, ScalarNode) and key.value == str(step):
                return key.start_mark.line, inner
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None, None
