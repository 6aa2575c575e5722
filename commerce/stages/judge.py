"""What is wrong with a condition before any conversation has met it."""

from collections.abc import Iterator, Mapping, Set

from commerce.stages.names import CHOICES, CONDITIONS, PROFILE_FIELDS, VARIABLES, Kind
from commerce.stages.tokens import ExpressionError
from commerce.stages.tree import Compared, Joined, Name, Node, Not, Value

Texts = Mapping[str, Set[str]]
"""By name: the texts that it may be compared with, for names that know no others."""

PART = "profile."


def judge(node: Node, own: Set[str], texts: Texts = CHOICES) -> None:
    """Raises ExpressionError for an unknown name, and for what can never hold.

    ``own``: names of conditions that the pack defines besides Parley's.
    """
    for wrong in _wrong(node, own, texts):
        raise wrong


def _wrong(node: Node, own: Set[str], texts: Texts) -> Iterator[ExpressionError]:
    match node:
        case Not(what):
            yield from _wrong(what, own, texts)
        case Joined(_, parts):
            for part in parts:
                yield from _wrong(part, own, texts)
        case Compared(left, operator, right):
            yield from _unfit(left, operator, right, own, texts)
        case _:
            kind = _kind(node, own)
            if kind != "flag":
                yield ExpressionError(f"{_told(node)}, which is no yes or no", "it compared with something")


def _unfit(left: Node, operator: str, right: Node, own: Set[str], texts: Texts) -> Iterator[ExpressionError]:
    """A comparison of things that cannot be compared, or with a text that the name never is."""
    kinds = _kind(left, own), _kind(right, own)
    if operator in {"in", "not in"}:
        fits = kinds[0] == "text" and kinds[1] in {"list", "text"}
        wanted = "a text in a list or in a text"
    elif operator in {"==", "!="}:
        fits = kinds[0] == kinds[1] or None in kinds
        wanted = "two of a kind"
    else:
        fits, wanted = kinds == ("number", "number"), "two numbers"
    if not fits:
        yield ExpressionError(f"{_told(left)} {operator} {_told(right)}", wanted)
    yield from _never(left, right, texts)


def _never(left: Node, right: Node, texts: Texts) -> Iterator[ExpressionError]:
    for name, value in ((left, right), (right, left)):
        if isinstance(name, Name) and name.name in texts and isinstance(value, Value):
            given = value.value if isinstance(value.value, tuple) else (value.value,)
            for text in given:
                if isinstance(text, str) and text not in texts[name.name]:
                    known = ", ".join(sorted(texts[name.name]))
                    yield ExpressionError(f"{text!r} beside {name.name}", f"one of {known}")


def _kind(node: Node, own: Set[str]) -> Kind | None:
    """None for ``none``, which can be compared with anything; raises ExpressionError for an unknown name."""
    match node:
        case Name(name):
            return _kind_of(name, own)
        case Value(value):
            kinds: dict[type, Kind] = {float: "number", str: "text", tuple: "list"}
            return kinds.get(type(value))
        case _:
            return "flag"


def _kind_of(name: str, own: Set[str]) -> Kind:
    if name in CONDITIONS or name in own:
        return "flag"
    if name in VARIABLES:
        return VARIABLES[name]
    if name.startswith(PART) and name.removeprefix(PART) in PROFILE_FIELDS:
        return "text"
    known = {*CONDITIONS, *own, *VARIABLES, f"{PART}FIELD"}
    raise ExpressionError(repr(name), f"one of {', '.join(sorted(known))}")


def _told(node: Node) -> str:
    match node:
        case Name(name):
            return name
        case Value(value):
            return "none" if value is None else repr(list(value) if isinstance(value, tuple) else value)
        case _:
            return "a condition"
