"""Markdown as each channel writes it. A text without marks comes out as it went in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_RULES = ("emphasis", "strikethrough", "link", "backticks", "heading", "list", "image", "escape", "fence", "blockquote")


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around strong, slanted and struck words, words of fixed width, and whole lines of it."""

    strong: str
    slanted: str
    struck: str
    fixed: str
    lines: str


WHATSAPP = Marks("*", "_", "~", "`", "```")
PLAIN = Marks("", "", "", "", "")


def written(text: str, marks: Marks) -> str:
    """The text with a channel's own marks; links as words and address; nothing of HTML is understood."""
    return "".join(_blocks(_parser().parse(text), marks)).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(list(_RULES))


def _blocks(tokens: Sequence[Token], marks: Marks) -> list[str]:
    out: list[str] = []
    counters: list[int | None] = []
    item = ""
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                counters.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                counters.append(None)
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
                if not counters:
                    out.append("\n")
            case "list_item_open":
                item, counters = _bullet(counters)
            case "heading_open" | "heading_close":
                out.append(marks.strong)
            case "inline":
                out += [item, _inline(token.children or [], marks)]
                item = ""
            case "fence":
                out += [marks.lines, token.content.rstrip("\n"), marks.lines, "\n\n"]
        if token.type in {"paragraph_close", "heading_close"}:
            out.append("\n" if counters else "\n\n")
    return out


def _bullet(counters: list[int | None]) -> tuple[str, list[int | None]]:
    """What stands before a list's entry, and the counters after it."""
    *outer, here = counters
    if here is None:
        return "- ", counters
    return f"{here}. ", [*outer, here + 1]


def _inline(tokens: Sequence[Token], marks: Marks) -> str:
    out: list[str] = []
    links: list[tuple[str, int]] = []
    signs = {"strong": marks.strong, "em": marks.slanted, "s": marks.struck}
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in signs:
            out.append(signs[name])
        elif token.type == "code_inline":
            out += [marks.fixed, token.content, marks.fixed]
        elif token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(out)))
        elif token.type == "link_close":
            _close_link(out, *links.pop())
        elif token.type == "image":
            out.append(f"{token.content}: {token.attrGet('src')}" if token.content else str(token.attrGet("src")))
        else:
            out.append("\n" if token.type in {"softbreak", "hardbreak"} else token.content)
    return "".join(out)


def _close_link(out: list[str], href: str, start: int) -> None:
    """Words and address, or the address alone where the words are it."""
    said = "".join(out[start:])
    if href and href not in said:
        out.append(f": {href}" if said else href)
