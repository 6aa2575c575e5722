"""Spacing and punctuation of a message put together from parts."""

import re
from collections.abc import Sequence

_LONG = 280
"""Characters from which a message on the web is set in paragraphs."""

_STEPS = [
    (re.compile(r"[ \t\xa0\u202f]+"), " "),
    (re.compile(r" *\n *"), "\n"),
    (re.compile(r"\n{3,}"), "\n\n"),
    (re.compile(r"\( *\)|\[ *\]"), ""),
    (re.compile(r" +([,.;:!?)])(?!\w)"), r"\1"),
    (re.compile(r"([¿¡(]) +"), r"\1"),
    (re.compile(r"(?<!\.)\.(?: ?\.)(?!\.)"), "."),
    (re.compile(r"([!?…])\.(?!\.)"), r"\1"),
    (re.compile(r",(?: ?,)+"), ","),
    (re.compile(r"[,;:] ?([.!?])(?!\w)"), r"\1"),
    (re.compile(r" {2,}"), " "),
]
_FIRST = re.compile(r"^([¿¡\"'(«*]*)([a-záéíóúñü])([a-záéíóúñü]*)(?=[\s,.;:!?]|$)")
_ENDS = re.compile(r"(?:[.!?…:;,)\]*]|https?://\S+|\S+@\S+)$")


def tidy(text: str) -> str:
    """One space between words, none before a stop, no stop twice ("p. m.."), no empty brackets."""
    for pattern, into in _STEPS:
        text = pattern.sub(into, text)
    return text.strip()


def capital(text: str) -> str:
    """A capital at its start, where it starts with a plain word."""
    return _FIRST.sub(lambda match: match[1] + match[2].upper() + match[3], text, count=1)


def paragraphs(parts: Sequence[str], channel: str) -> str:
    """One flowing message; lists keep their lines; on the web a long one has a paragraph for each part."""
    parts = [part for part in parts if part]
    long = channel != "whatsapp" and len(parts) > 1 and sum(map(len, parts)) > _LONG
    text = ""
    for part in parts:
        if not text:
            text = part
            continue
        ended = text if _ENDS.search(text) else f"{text}."
        lines = "\n" in part or "\n" in text.rsplit("\n\n", 1)[-1]
        between = "\n\n" if long else "\n" if lines else " "
        text = f"{ended}{between}{part}"
    return text
