"""Changes one value of a YAML text and leaves all the rest of it, comments too, as it stands."""

import json
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from commerce.packs.problem import Path
from kit.errors import InvalidInputError

WIDTH = 110
BLOCK_SCALARS = (">", "|")


def put_value(text: str, path: Path, value: Any) -> str:
    """The text with ``value`` at ``path``; the last step of the path may be new in its mapping.

    Raises InvalidInputError where the steps before it are not there.
    """
    *before, last = path
    holder = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in before:
        holder = _child(holder, step)
    if not isinstance(holder, MappingNode):
        raise InvalidInputError(f"{'.'.join(map(str, path))}: there is no such place in the file.")
    found = _child(holder, last)
    if found is None:
        return _inserted(text, holder, str(last), value)
    written = _block(value, found.start_mark.column) if _is_block(found) else _flow(value)
    return text[: found.start_mark.index] + written + text[_end(text, found) :]


def has(text: str, path: Path) -> bool:
    """Whether there is something at ``path``."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in path:
        node = _child(node, step)
    return node is not None


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((inner for key, inner in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        inner: Node = node.value[step]
        return inner
    return None


def _inserted(text: str, holder: MappingNode, name: str, value: Any) -> str:
    """As the first entry of the mapping, where nothing that is open above can be closed by it."""
    start, column = holder.start_mark.index, holder.start_mark.column
    if not _is_block(holder):
        comma = ", " if holder.value else ""
        return f"{text[: start + 1]}{name}: {_flow(value)}{comma}{text[start + 1 :]}"
    inner = f"{name}:\n{' ' * (column + 2)}{_block(value, column + 2)}"
    return f"{text[:start]}{inner}\n{' ' * column}{text[start:]}"


def _block(value: Any, column: int) -> str:
    """Over several lines, indented so far; the first continues the line that it stands on."""
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    flow = False if texts else None
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=flow)
    return f"\n{' ' * column}".join(text.removesuffix("...\n").rstrip("\n").split("\n"))


def _flow(value: Any) -> str:
    """On one line. JSON's text is YAML's, whatever stands in it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=True)
    return text.removesuffix("...\n").strip()


def _is_block(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and not node.flow_style


def _end(text: str, node: Node) -> int:
    """Where it ends: the mark of a block stands at what comes next, behind blank lines and comments."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        return start + len(text[start:end].rstrip()) if node.style in BLOCK_SCALARS else end
    if not _is_block(node):
        return int(end)
    lines = text[start:end].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start + len("".join(lines).rstrip("\n"))
