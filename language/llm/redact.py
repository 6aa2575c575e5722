"""Strikes personal data out of what is traced: what the conversation knows of its customer, and what looks like it."""

import re
from collections.abc import Iterable
from typing import Literal

Content = Literal["none", "redacted", "full"]
"""How much of prompts and answers a trace holds."""

KEPT = 2000
"""Characters of one part of a prompt, or of an answer, that a trace holds."""

_LOOKS = (
    (re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    (re.compile(r"\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b"), "[vin]"),
    (re.compile(r"(?<![\w$.,:])\+?\(?\d(?:[ ().-]{0,2}\d){7,17}(?!\w)"), "[number]"),
)


def redacted(text: str, personal: Iterable[str]) -> str:
    """``text`` without addresses, long numbers and the ``personal`` texts, whatever their case."""
    for pattern, mark in _LOOKS:
        text = pattern.sub(mark, text)
    known = sorted({each.strip() for each in personal if len(each.strip()) > 2}, key=len, reverse=True)
    if known:
        text = re.sub(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", "[personal]", text)
    return text


def traced(text: str, content: Content, personal: Iterable[str]) -> str:
    """What a trace holds of ``text``."""
    if content == "none":
        return ""
    return (text if content == "full" else redacted(text, personal))[:KEPT]
