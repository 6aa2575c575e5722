"""The classic editor's text: a blank line is a paragraph, as WordPress makes it when a page is shown."""

import re

from knowledge.load.spans import spans

_BLOCKS = (
    "address|article|aside|blockquote|details|div|dl|dd|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|"
    "iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|script|style"
)
_AROUND = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)", re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")
_KEPT = re.compile(r"<(pre|script|style|textarea)\b")
_INSIDE_BLOCK = re.compile(rf"^</?(?:{_BLOCKS})\b", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """The text with ``<p>`` and ``<br>`` where its lines stand for them; preformatted parts as they are."""
    if "<!-- wp:" in text:
        return text
    parts, last = [], 0
    for found, _, end in spans(text, _KEPT, lambda name: f"</{name}>"):
        parts += [_paragraphs(text[last : found.start()]), text[found.start() : end]]
        last = end
    return "\n".join([*parts, _paragraphs(text[last:])])


def _paragraphs(text: str) -> str:
    """Words between two tags of blocks are a paragraph each; a single new line in them is a break."""
    pieces = _AROUND.split(text.replace("\r\n", "\n"))
    return "".join(piece if _INSIDE_BLOCK.match(piece) else _words(piece) for piece in pieces)


def _words(piece: str) -> str:
    lines = [part.strip() for part in _BLANK.split(piece) if part.strip()]
    if len(lines) < 2 and "\n" not in piece.strip():
        return piece
    return "".join(f"<p>{line.replace(chr(10), '<br>')}</p>" for line in lines)
