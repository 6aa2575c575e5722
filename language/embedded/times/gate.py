"""Rules behind gates: most places of a text tell no time, and each of two hundred rules would look at all of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.embedded.times.rule import Rule

_NAME = re.compile(r"\(\?P<\w+>")
_BEFORE = r"(?<![\w$#€£/:])(?<!\d[.,])"
_AFTER = r"(?![\w$€£%])(?![.,:/]\d)"
_AT_ONCE = 64
"""Rules behind one gate. With more of them a gate tells less of each, with fewer there are more gates to try."""


@dataclass(frozen=True)
class Gate:
    """``begins`` finds the places where any of ``rules`` may match."""

    begins: re.Pattern[str]
    rules: Sequence[tuple[re.Pattern[str], Rule]]

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], Rule]]:
        """Of each rule, from the left and none over another."""
        starts = [match.start() for match in self.begins.finditer(text)]
        for pattern, rule in self.rules if starts else ():
            end = 0
            for start in starts:
                if start >= end and (match := pattern.match(text, start)):
                    end = match.end()
                    yield match, rule


def gates_of(rules: Sequence[tuple[str, Rule]]) -> list[Gate]:
    """``rules``: each with its pattern, in which nothing stands for words any more."""
    return [_gate(rules[start : start + _AT_ONCE]) for start in range(0, len(rules), _AT_ONCE)]


def _gate(rules: Sequence[tuple[str, Rule]]) -> Gate:
    whole = [rf"(?:{pattern}){_AFTER}" for pattern, _ in rules]
    anyone = "|".join(_NAME.sub("(?:", pattern) for pattern in whole)
    each = zip(whole, rules, strict=True)
    return Gate(
        re.compile(rf"{_BEFORE}(?=[^\s,.;:!?])(?={anyone})"),
        [(re.compile(_BEFORE + pattern), rule) for pattern, (_, rule) in each],
    )
