"""The words of a condition, cut out of its text."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "number", "text", "mark", "end"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[a-z_]\w*(?:\.[a-z_]\w*)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<mark>==|!=|<=|>=|<|>|\(|\)|\[|\]|,))"
)


class ExpressionError(ValueError):
    """A condition that cannot be read. ``found`` and ``expected`` are for whoever wrote it."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    at: int
    """Where it begins, from 1."""

    def __str__(self) -> str:
        return "its end" if self.kind == "end" else f"{self.text!r} at character {self.at}"


def tokens(source: str) -> list[Token]:
    """All of them, an ``end`` last; raises ExpressionError at the first character that belongs to none."""
    found: list[Token] = []
    at = 0
    while source[at:].strip():
        match = _TOKEN.match(source, at)
        if match is None:
            at += len(source[at:]) - len(source[at:].lstrip())
            raise ExpressionError(f"{source[at]!r} at character {at + 1}", "a name, a number, a 'text' or a comparison")
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        found.append(Token(kind, match[kind], match.start(kind) + 1))
        at = match.end()
    return [*found, Token("end", "", len(source) + 1)]
