"""The pieces of Markdown that HTML is written with: escaped words, links, anchors, rows."""

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from knowledge.load.grid import Cell

_SPECIAL = re.compile(r"([\\`*_\[\]<>|&~])")
_AT_START = re.compile(r"^(#{1,6}\s|[-+]\s|=+$|-+$|(\d{1,9})([.)])(?=\s))", re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ANCHOR = re.compile(r"[\w:.\-]{1,120}")


def rows_of(rows: list[list[Cell]]) -> list[str]:
    """Barred rows under a head; rows of two without a head read better as a list."""
    if not any(cell.heads for cell in rows[0]) and len(rows[0]) == 2:
        return [f"- {left.words}: {right.words}" if right.words else f"- {left.words}" for left, right in rows]
    if all(row[0].heads and not row[-1].heads for row in rows) and len(rows[0]) == 2:
        return [f"- {left.words}: {right.words}" for left, right in rows]
    lines = ["| " + " | ".join(cell.words for cell in row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", _INVISIBLE.sub("", text)))


def joined(pieces: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "  \n".join(line for line in lines if line)


def safe(words: str) -> str:
    """Nothing at the start of a line makes a heading or a list of it."""
    return _AT_START.sub(_harmless, words)


def _harmless(found: re.Match[str]) -> str:
    return f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[1]}"


def link_of(words: str, node: LexborNode, base: str) -> str:
    try:
        address = urljoin(base, (node.attributes.get("href") or "").strip())
        away = urlsplit(address).scheme in {"http", "https"} and address.partition("#")[0] != base.partition("#")[0]
    except ValueError:
        return words
    if not words or not away or re.search(r"[\s<>()\\]", address):
        return words
    return f"[{words}]({address})"


def anchor_of(node: LexborNode) -> str | None:
    """Its own id, that of an anchor in it, or that of the part that it opens."""
    inside = node.css_first("a[id], a[name], span[id]")
    parent = node.parent
    opened = parent if parent is not None and parent.tag in {"section", "div", "details", "article"} else None
    first = opened is not None and next(opened.iter(), None) == node
    names = [node.attributes.get("id")]
    if inside is not None:
        names += [inside.attributes.get("id"), inside.attributes.get("name")]
    if opened is not None and first:
        names.append(opened.attributes.get("id"))
    return next((name for name in names if name and _ANCHOR.fullmatch(name)), None)
