"""HTML as Markdown: headings with their ids, lists, tables and links; nothing else of its looks."""

import re

from selectolax.lexbor import LexborNode

from knowledge.load.boilerplate import Content
from knowledge.load.grid import grid_of, is_layout
from knowledge.load.marks import anchor_of, escaped, joined, link_of, rows_of, safe

DEEPEST = 120
"""Levels of nesting that are followed; what lies deeper is taken as plain text."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip


def markdown_of(content: Content, base: str) -> str:
    """``base`` is the page's address, that relative links are read from."""
    writer = _Writer(base, content.without)
    writer.walk(content.root, 0)
    return "\n\n".join(writer.finished())


class _Writer:
    """Collects blocks; what stands in a line waits until a block begins or ends."""

    def __init__(self, base: str, without: frozenset[int], level: int = 1) -> None:
        self._base = base
        self._without = without
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._level = level

    def finished(self) -> list[str]:
        self._flush()
        return self._blocks

    def walk(self, node: LexborNode, depth: int) -> None:
        if depth > DEEPEST:
            self._line.append(escaped(node.text(separator=" ")))
            return
        for child in node.iter(include_text=True):
            self._one(child, depth + 1)

    def _one(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._line.append(escaped(node.text()))
        elif tag.startswith(("-", "!")) or node.mem_id in self._without:
            return
        elif tag == "br":
            self._line.append("\n")
        elif tag in _INLINE:
            self._inside(node, tag, depth)
        else:
            self._flush()
            self._block(node, tag, depth)
            self._flush()

    def _inside(self, node: LexborNode, tag: str, depth: int) -> None:
        if counted := node.attributes.get("data-to-value"):  # it counts up from 0 when the page is looked at
            self._line.append(escaped(counted))
            return
        if tag != "a":
            self.walk(node, depth)
            return
        before, self._line, blocks = self._line, [], len(self._blocks)
        self.walk(node, depth)
        words, self._line = joined(self._line), before
        self._line.append(link_of(words, node, self._base) if len(self._blocks) == blocks else words)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag in _HEADINGS:
            self._heading(node, int(tag[1]), depth)
        elif tag == "summary":
            self._heading(node, min(6, self._level + 1), depth, steps_down=False)
        elif tag in {"ul", "ol"} and node.css_first("h1, h2, h3, h4, h5, h6, table") is None:
            self._list(node, tag == "ol", depth)
        elif tag == "dl":
            self._terms(node, depth)
        elif tag == "table":
            self._table(node, depth)
        elif tag == "pre":
            self._blocks.append("```\n" + node.text().replace("```", "'''").strip("\n") + "\n```")
        else:
            self.walk(node, depth)

    def _heading(self, node: LexborNode, level: int, depth: int, *, steps_down: bool = True) -> None:
        words = self._text(node, depth)
        if not words:
            return
        if steps_down:
            self._level = level
        anchor = anchor_of(node)
        self._blocks.append(f"{'#' * level} {words}" + (f" {{#{anchor}}}" if anchor else ""))

    def _list(self, node: LexborNode, numbered: bool, depth: int) -> None:
        items = []
        for number, child in enumerate((each for each in node.iter() if each.tag == "li"), 1):
            mark = f"{number}. " if numbered else "- "
            lines = "\n".join(self._part(child, depth)).split("\n")
            if any(lines):
                items.append(mark + ("\n" + " " * len(mark)).join(lines))
        if items:
            self._blocks.append("\n".join(items))

    def _terms(self, node: LexborNode, depth: int) -> None:
        lines: list[str] = []
        for child in node.css("dt, dd"):
            words = self._text(child, depth)
            if child.tag == "dd" and lines and lines[-1].endswith(":"):
                lines[-1] += f" {words}"
            elif words:
                lines.append(f"- {words}" + (":" if child.tag == "dt" else ""))
        if lines:
            self._blocks.append("\n".join(lines))

    def _table(self, node: LexborNode, depth: int) -> None:
        if is_layout(node):
            self.walk(node, depth)
            return
        caption = node.css_first("caption")
        if caption is not None and (words := self._text(caption, depth)):
            self._blocks.append(words)
        rows = grid_of(node, lambda cell: self._cell(cell, depth))
        if rows:
            self._blocks.append("\n".join(rows_of(rows)))

    def _cell(self, node: LexborNode, depth: int) -> str:
        pieces = (piece.replace("\n", " ") for piece in self._part(node, depth))
        return "; ".join(re.sub(r"\s+- ", "; ", piece.removeprefix("- ")) for piece in pieces)

    def _text(self, node: LexborNode, depth: int) -> str:
        return " ".join(" ".join(self._part(node, depth)).split())

    def _part(self, node: LexborNode, depth: int) -> list[str]:
        inner = _Writer(self._base, self._without, self._level)
        inner.walk(node, depth + 1)
        return inner.finished()

    def _flush(self) -> None:
        words = joined(self._line)
        self._line = []
        if words:
            self._blocks.append(safe(words))
