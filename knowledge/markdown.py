"""Markdown as blocks of plain text: no marks inside a line, lists as ``- `` lines, tables as barred rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

Node = Any
"""A node of markdown-it's syntax tree, which is typed on the inside only."""

_PLAIN = {"text", "code_inline"}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of ``level`` 1 to 6, or a piece of text that belongs together (level 0)."""

    kind: Literal["heading", "text", "list", "table"]
    text: str
    level: int = 0


def blocks_of(markdown: str) -> Iterator[Block]:
    from markdown_it.tree import SyntaxTreeNode

    for node in SyntaxTreeNode(_parser().parse(markdown)).children:
        text = _block(node).strip()
        if not text:
            continue
        if node.type == "heading":
            yield Block("heading", text, int(node.tag[1]))
        elif node.type == "table":
            yield Block("table", text)
        else:
            yield Block("list" if node.type.endswith("_list") else "text", text)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _block(node: Node) -> str:
    if node.type in {"fence", "code_block"}:
        return str(node.content).rstrip()
    if node.type == "inline":
        return "".join(map(_inline, node.children))
    if node.type == "table":
        return "\n".join(_table(node))
    if node.type.endswith("_list"):
        return "\n".join(_list(node))
    return "\n".join(filter(None, map(_block, node.children)))


def _inline(node: Node) -> str:
    if node.type in _PLAIN:
        return str(node.content)
    if node.type in _BREAKS:
        return _BREAKS[node.type]
    if node.type == "html_inline":
        return ""
    text = "".join(map(_inline, node.children))
    if node.type == "link":
        return _link(text, str(node.attrs.get("href", "")))
    return text


def _link(text: str, address: str) -> str:
    """The words of a link, and where it leads unless the words say so."""
    if address.startswith(("http://", "https://")) and address != text:
        return f"{text} ({address})"
    return text


def _list(node: Node) -> Iterator[str]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        yield mark + _block(item).replace("\n", "\n" + " " * len(mark))


def _table(node: Node) -> Iterator[str]:
    rows = [row for group in node.children for row in group.children]
    for index, row in enumerate(rows):
        yield "| " + " | ".join(_block(cell) for cell in row.children) + " |"
        if index == 0:
            yield "|" + "---|" * len(row.children)
