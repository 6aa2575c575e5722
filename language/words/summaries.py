"""Words that ask for all of it once more in short, in both languages."""

import re

from language.words.fold import plain

_SUMMARY = re.compile(
    r"\b(?:un|el|me) resum\w+|\bresumen\b|\bresume(?:me|nos|melo)\b|\bresumam?[eo]\w*|\brecapitul\w+|"
    r"\b(?:a|the|quick|short) (?:summary|recap|rundown)\b|\bsum (?:it|this|that|everything|all of (?:it|this)) up\b|"
    r"\bsummari[sz]e\b|\brecap\b"
)


def asks_for_summary(said: str) -> bool:
    return _SUMMARY.search(plain(said)) is not None
