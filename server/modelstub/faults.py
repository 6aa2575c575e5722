"""What a model's endpoint does wrong, by script: which requests it spoils, and how."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from kit.errors import InvalidInputError, NotFoundError
from server.modelstub.asked import Asked, Purpose

Kind = Literal[
    "none", "silent", "http", "dropped", "half_json", "wrong_schema", "refusal", "empty", "other_language", "huge",
    "drip", "cut_off", "page",
]  # fmt: skip
KINDS = get_args(Kind)


@dataclass(frozen=True)
class Fault:
    """``none`` answers well. ``http`` answers with ``status``; ``dropped`` breaks off after ``after`` pieces; ``drip``
    waits ``seconds`` before each piece; ``silent`` never answers. ``purpose`` None is any request."""

    kind: Kind = "none"
    purpose: Purpose | None = None
    times: int = 1
    status: int = 500
    retry_after: str | None = None
    after: int = 3
    seconds: float = 0.2


NONE = Fault()


@dataclass
class Script:
    """Faults in their order, each for so many of the requests that it is for; after them ``last`` for all."""

    faults: list[Fault] = field(default_factory=list)
    last: Fault = NONE

    def next(self, asked: Asked) -> Fault:
        for place, fault in enumerate(self.faults):
            if fault.purpose in {None, asked.purpose}:
                self.faults[place : place + 1] = _left(fault)
                return fault
        return self.last if self.last.purpose in {None, asked.purpose} else NONE


def read_faults(path: Path) -> Script:
    """A YAML list of ``{fault, for, times, status, retry_after, after, seconds}``; ``times: always`` for the last."""
    if not path.is_file():
        raise NotFoundError(f"{path}: there is no such script.")
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(entries, list):
        raise InvalidInputError(f"{path}: expected a list of faults such as {{fault: http, status: 429}}.")
    script = Script()
    for number, entry in enumerate(entries, 1):
        fault = _fault(path, number, entry)
        if isinstance(entry, dict) and entry.get("times") == "always":
            script.last = fault
        else:
            script.faults.append(fault)
    return script


_FIELDS: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "fault": ("kind", str), "for": ("purpose", str), "times": ("times", (int, str)), "status": ("status", int),
    "retry_after": ("retry_after", (int, float, str)), "after": ("after", int), "seconds": ("seconds", (int, float)),
}  # fmt: skip


def _fault(path: Path, number: int, entry: Any) -> Fault:
    if not isinstance(entry, dict) or entry.get("fault") not in KINDS:
        raise InvalidInputError(f"{path}: entry {number}: expected fault to be one of {', '.join(KINDS)}.")
    given: dict[str, Any] = {}
    for name, value in entry.items():
        if name not in _FIELDS or not isinstance(value, _FIELDS[name][1]):
            raise InvalidInputError(f"{path}: entry {number}: {name}: {value!r} is not understood.")
        given[_FIELDS[name][0]] = value
    if given.get("purpose") not in {None, *get_args(Purpose)}:
        raise InvalidInputError(f"{path}: entry {number}: for: expected read or write.")
    if "retry_after" in given:
        given["retry_after"] = str(given["retry_after"])
    if given.get("times") == "always":
        del given["times"]
    return Fault(**given)


def _left(fault: Fault) -> list[Fault]:
    return [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
