"""A mistake in a pack, told so that whoever wrote the file can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.errors import InvalidInputError

Path = tuple[str | int, ...]
"""The way to a value inside a file: ``("people", 0, "email")``."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """``str(problem)`` is one line:

    packs/x/pack.yaml:12: people[0].email: found 'abc', expected an e-mail address
    """

    file: str
    line: int
    path: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " + (f"{self.path}: " if self.path else "")
        return f"{where}found {self.found}, expected {self.expected}"


class InvalidPackError(InvalidInputError):
    """A pack that must not serve a customer. ``problems`` are all its mistakes."""

    title = "The pack has mistakes"

    def __init__(self, tenant: str, problems: Sequence[Problem]) -> None:
        count = "one mistake" if len(problems) == 1 else f"{len(problems)} mistakes, the first"
        super().__init__(f"the pack {tenant!r} has {count}: {problems[0]}")
        self.problems = list(problems)


def spell(path: Path) -> str:
    """``("people", 0, "email")`` as ``people[0].email``."""
    text = ""
    for step in path:
        if isinstance(step, int) or not step.isidentifier():
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def describe(value: object) -> str:
    """What was found, in a few words."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "...")
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return str(value)


def one_of(names: Sequence[str]) -> str:
    """The choices, for the end of ``expected``."""
    return "one of " + ", ".join(sorted(names)) if names else "none, because none is declared"
