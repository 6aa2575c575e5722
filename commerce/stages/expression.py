"""Reads a condition: names, texts, numbers and lists, compared, and joined by ``and``, ``or``, ``not``.

    condition  = and { "or" and }
    and        = not { "and" not }
    not        = "not" not | compared
    compared   = term [ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in") term ]
    term       = NAME | NUMBER | TEXT | "none" | "[" term { "," term } "]" | "(" condition ")"

There is nothing else: no call, no attribute but ``profile.FIELD``, no arithmetic.
"""

from functools import lru_cache
from typing import cast

from commerce.stages.tokens import ExpressionError, Token, tokens
from commerce.stages.tree import COMPARE, Compared, Joined, Name, Node, Not, Operator, Value

LONGEST = 400
DEEPEST = 20
"""Parentheses and nots in one condition."""
WORDS = frozenset({"and", "or", "not", "in", "none"})
"""Names that mean something of their own."""


@lru_cache(maxsize=1024)
def read(source: str) -> Node:
    """The tree of a condition; raises ExpressionError."""
    if len(source) > LONGEST:
        raise ExpressionError(f"a condition of {len(source)} characters", f"at most {LONGEST}")
    found = tokens(source)
    if sum(token.text in {"(", "not"} for token in found) > DEEPEST:
        raise ExpressionError(f"more than {DEEPEST} parentheses and nots", "conditions with names of their own")
    reader = _Reader(found)
    tree = reader.either()
    reader.take("end", "", "its end, or one of and, or")
    return tree


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._left = found

    def either(self) -> Node:
        parts = [self._both()]
        while self._take_word("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Joined(False, tuple(parts))

    def take(self, kind: str, text: str, expected: str) -> Token:
        token = self._left[0]
        if token.kind != kind or (text and token.text != text):
            raise ExpressionError(str(token), expected)
        return self._left.pop(0)

    def _both(self) -> Node:
        parts = [self._not()]
        while self._take_word("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else Joined(True, tuple(parts))

    def _not(self) -> Node:
        return Not(self._not()) if self._take_word("not") else self._compared()

    def _compared(self) -> Node:
        left = self._term()
        operator = self._operator()
        return Compared(left, operator, self._term()) if operator else left

    def _operator(self) -> Operator | None:
        if self._take_word("not"):
            self.take("name", "in", "'in' after 'not'")
            return "not in"
        if self._left[0].text in COMPARE and self._left[0].kind in {"mark", "name"}:
            return cast(Operator, self._left.pop(0).text)
        return None

    def _term(self) -> Node:
        token = self._left.pop(0)
        if token.kind == "number":
            return Value(float(token.text))
        if token.kind == "text":
            return Value(token.text[1:-1])
        if token.kind == "name" and token.text == "none":
            return Value(None)
        if token.kind == "name" and token.text not in WORDS:
            return Name(token.text)
        if token.text == "(":
            return self._inside()
        if token.text == "[":
            return self._list()
        raise ExpressionError(str(token), "a name, a number, a 'text', a list or a parenthesis")

    def _inside(self) -> Node:
        inner = self.either()
        self.take("mark", ")", "the closing parenthesis")
        return inner

    def _list(self) -> Node:
        values = [self._literal()]
        while self._left[0].text == ",":
            self._left.pop(0)
            values.append(self._literal())
        self.take("mark", "]", "a comma or the closing bracket")
        return Value(tuple(values))

    def _literal(self) -> float | str:
        token = self._left.pop(0)
        if token.kind not in {"number", "text"}:
            raise ExpressionError(str(token), "a number or a 'text'")
        return float(token.text) if token.kind == "number" else token.text[1:-1]

    def _take_word(self, word: str) -> bool:
        here = self._left[0].kind == "name" and self._left[0].text == word
        if here:
            self._left.pop(0)
        return here
