"""A condition that has been read, as plain data: what it asks of a conversation, and what it needs to be told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from commerce.catalogue.words import fold

Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
Ask = Callable[[str], Any]
"""What a name stands for in the conversation at hand."""


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Value:
    value: float | str | tuple[float | str, ...] | None


@dataclass(frozen=True, slots=True)
class Not:
    what: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """``every``: all of the parts must hold; otherwise one is enough."""

    every: bool
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Compared:
    left: "Node"
    operator: Operator
    right: "Node"


Node = Name | Value | Not | Joined | Compared


def evaluate(node: Node, ask: Ask) -> Any:
    """The value of ``node``. What is not known makes no comparison hold but ``!=`` and ``not in``."""
    match node:
        case Name(name):
            return ask(name)
        case Value(value):
            return value
        case Not(what):
            return not evaluate(what, ask)
        case Joined(every, parts):
            return (all if every else any)(evaluate(part, ask) for part in parts)
        case Compared(left, operator, right):
            return COMPARE[operator](_plain(evaluate(left, ask)), _plain(evaluate(right, ask)))


def names_in(node: Node) -> Iterator[str]:
    """Every name that the condition asks about, in its order."""
    match node:
        case Name(name):
            yield name
        case Not(what):
            yield from names_in(what)
        case Joined(_, parts):
            for part in parts:
                yield from names_in(part)
        case Compared(left, _, right):
            yield from names_in(left)
            yield from names_in(right)


def _plain(value: Any) -> Any:
    """Texts are compared without regard to case and accents."""
    if isinstance(value, str):
        return fold(value)
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _within(value: Any, whole: Any) -> bool:
    return value is not None and whole is not None and value in whole


COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left is not None and left < right,
    "<=": lambda left, right: left is not None and left <= right,
    ">": lambda left, right: left is not None and left > right,
    ">=": lambda left, right: left is not None and left >= right,
    "in": _within,
    "not in": lambda left, right: not _within(left, right),
}
