"""Markdown as plain sentences: headings apart, list items and table rows as lines that read by themselves."""

import html
import re
from dataclasses import dataclass
from typing import Literal

from language.words.sentences import sentences

_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*{1,3}|_{2,3}|~~|`{1,3})(?=\S)(.{1,400}?)(?<=\S)\1")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+(.*)")
_RULE = re.compile(r"[\s|:*_=-]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a list item or table row as a whole. ``block`` is one paragraph, list or table.

    ``columns`` are the names of a row's columns.
    """

    text: str
    kind: Literal["sentence", "item", "row", "heading"]
    block: int
    columns: str = ""


def inline(text: str) -> str:
    """Without emphasis, links' addresses, code marks and tags."""
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = html.unescape(_TAG.sub("", text)).replace("\\*", "*").replace("\\_", "_")
    return re.sub(r"\s+", " ", text).strip()


def lines(markdown: str) -> list[Line]:
    """In their order. Lines of a paragraph that are only wrapped are joined again."""
    found: list[Line] = []
    for block, chunk in enumerate(_blocks(markdown)):
        found += _table(chunk, block) if len(chunk) > 1 and _is_table(chunk) else _prose(chunk, block)
    return found


def _blocks(markdown: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for raw in markdown.splitlines():
        line = raw.strip().lstrip(">").strip()
        heading = _HEADING.match(line)
        if not line or line.startswith("```") or (_RULE.match(line) and "|" not in line):
            blocks.append([])
        elif heading:
            blocks += [[line], []]
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _prose(chunk: list[str], block: int) -> list[Line]:
    found: list[Line] = []
    prose: list[str] = []
    for line in chunk:
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if heading or item:
            found += _sentences(prose, block)
            prose = []
        if heading:
            found.append(Line(inline(heading[1]), "heading", block))
        elif item:
            found.append(Line(inline(item[1]), "item", block))
        elif found and found[-1].kind == "item" and not prose:
            found[-1] = Line(f"{found[-1].text} {inline(line)}", "item", block)
        else:
            prose.append(line)
    return found + _sentences(prose, block)


def _sentences(prose: list[str], block: int) -> list[Line]:
    return [Line(text, "sentence", block) for text in sentences(inline(" ".join(prose)))]


def _is_table(chunk: list[str]) -> bool:
    return "|" in chunk[0] and "-" in chunk[1] and _RULE.match(chunk[1]) is not None


def _table(chunk: list[str], block: int) -> list[Line]:
    """ "Esencial: $2.400.000", or with more columns "Esencial: precio $2.400.000, incluye 2 flujos"."""
    heads, *rows = [[inline(cell) for cell in line.strip("|").split("|")] for line in [chunk[0], *chunk[2:]]]
    found = []
    for first, *rest in rows:
        named = (
            rest
            if len(heads) == 2
            else [f"{head.lower()} {cell}" for head, cell in zip(heads[1:], rest, strict=False) if cell]
        )
        text = f"{first}: {', '.join(named)}" if named else first
        found.append(Line(text, "row", block, " ".join(heads)))
    return found
