"""Cuts a page where its author did: by headings, with lists and tables whole below what announces them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from knowledge.load import Page
from knowledge.markdown import Block, blocks_of

USUAL = 1200
"""Characters after which the next block begins a new chunk."""
LONGEST = 4000
"""Characters after which even one block is cut: between sentences, items or rows."""
HEAD_LINES = 2
"""A table's names of columns and the line under them."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_OWN_ID = re.compile(r"\s*\{#([^\s{}]+)\}$")
_TOP = "start"
_FURTHER = "~"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a page; its neighbours there have the ordinals beside its own.

    ``anchor`` is its own on that page: the id of its heading, and from the second piece on a number after ``~``;
    ``heading`` is the path of headings above it.
    """

    ordinal: int
    heading: str
    anchor: str
    body: str


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    anchor: str = _TOP
    blocks: list[Block] = field(default_factory=list)


def chunks_of(page: Page) -> list[Chunk]:
    chunks: list[Chunk] = []
    for section in _sections(page):
        for count, body in enumerate(_packed(section.blocks), 1):
            anchor = section.anchor if count == 1 else f"{section.anchor}{_FURTHER}{count}"
            chunks.append(Chunk(len(chunks), " › ".join(section.path), anchor, body))
    return chunks


def address_of(url: str, anchor: str) -> str:
    """Where a reader finds the chunk: the page, at its heading."""
    place = anchor.partition(_FURTHER)[0]
    return url if place == _TOP or not url or "#" in url else f"{url}#{quote(place, safe='=:.')}"


def _sections(page: Page) -> Iterator[_Section]:
    """What stands under each heading; one that repeats the page's title adds nothing to the path."""
    section = _Section(())
    levels: list[tuple[int, str]] = []
    taken: set[str] = set()
    for block in blocks_of(page.body):
        if block.kind != "heading":
            section.blocks.append(block)
            continue
        yield section
        own = _OWN_ID.search(block.text)
        words = _OWN_ID.sub("", block.text)
        levels = [*(above for above in levels if above[0] < block.level), (block.level, words)]
        path = tuple(text for _, text in levels if text.casefold() != page.title.casefold())
        section = _Section(path, _free(own[1] if own else _slug(words), taken))
    yield section


def _packed(blocks: list[Block]) -> Iterator[str]:
    """Neighbours together while they fit."""
    held = ""
    for unit in _units(blocks):
        if held and len(held) + len(unit) > USUAL:
            yield held
            held = unit
        else:
            held = f"{held}\n\n{unit}" if held else unit
    if held:
        yield held


def _units(blocks: list[Block]) -> Iterator[str]:
    """Blocks, each list or table with the line before it that ends in a colon."""
    announced = ""
    for block in blocks:
        if block.kind == "text" and block.text.endswith(":") and len(block.text) < USUAL:
            if announced:
                yield announced
            announced = block.text
            continue
        first, *rest = _pieces(block)
        yield f"{announced}\n{first}" if announced else first
        yield from rest
        announced = ""
    if announced:
        yield announced


def _pieces(block: Block) -> Iterator[str]:
    if len(block.text) <= LONGEST:
        yield block.text
        return
    lines = _BETWEEN_SENTENCES.split(block.text) if block.kind == "text" else block.text.split("\n")
    head = lines[:HEAD_LINES] if block.kind == "table" else []
    for group in _grouped(lines[len(head) :]):
        yield (" " if block.kind == "text" else "\n").join([*head, *group])


def _grouped(lines: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in (part for whole in lines for part in _short(whole)):
        if group and sum(map(len, group)) + len(line) > USUAL:
            yield group
            group = []
        group.append(line)
    yield group


def _short(line: str) -> list[str]:
    """A line without an end in sight is cut by length."""
    return [line[start : start + LONGEST] for start in range(0, len(line), LONGEST)]


def _slug(heading: str) -> str:
    """As sites make it from a heading that has no id of its own."""
    return _NOT_IN_ANCHORS.sub("", heading.lower()).strip().replace(" ", "-") or "section"


def _free(name: str, taken: set[str]) -> str:
    """``name``, or ``name-1`` and so on where it is taken already, as sites count them."""
    anchor, count = name, 0
    while anchor in taken or (count == 0 and name == _TOP):
        count += 1
        anchor = f"{name}-{count}"
    taken.add(anchor)
    return anchor
