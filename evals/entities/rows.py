"""The labelled messages of a file, one JSON object a line."""

from pathlib import Path
from typing import Any, Literal, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.errors import InvalidInputError
from language.port import Register

NOW = "2026-11-23T09:00:00-05:00"
"""When a message is read that does not say when; a Monday."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(_Strict):
    """An entity that the message names. Of a ``value`` that is an object, the fields that it gives are compared."""

    kind: str
    text: str
    value: Any


class Asked(_Strict):
    """The question that stood open, as ``language.port.Question`` has it."""

    slot: str
    flow: str = ""
    expects: list[str]
    choices: list[str] = Field(default_factory=list)


class Message(_Strict):
    """``language`` is the conversation's before the message, ``region`` the tenant's (ISO 3166)."""

    text: str
    language: str
    region: str | None = None
    now: str = NOW
    timezone: str = "America/Bogota"
    question: Asked | None = None


class EntityRow(Message):
    """``entities``: all that the message names, of the kinds that the file labels."""

    entities: list[Label]


class ToneRow(Message):
    """Each label is counted on the rows that have it."""

    mood: Literal["negative", "neutral", "positive"] | None = None
    angry: bool | None = None
    """Whether a person should take over."""
    urgent: bool | None = None
    register_: Register | None = Field(default=None, alias="register")
    detected: str | None = None
    """The language that the message itself is in."""


RowOf = TypeVar("RowOf", bound=Message)


def read_rows(path: Path, shape: type[RowOf]) -> list[RowOf]:
    """Raises InvalidInputError with the file and the line of the first mistake."""
    rows = [_row(line, f"{path}:{number}", shape) for number, line in enumerate(_lines(path), 1) if line.strip()]
    if not rows:
        raise InvalidInputError(f"{path}: no rows: expected one JSON object a line")
    return rows


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise InvalidInputError(f"{path}: {error.strerror}: expected a file of JSON lines") from error


def _row(line: str, where: str, shape: type[RowOf]) -> RowOf:
    try:
        return shape.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise InvalidInputError(f"{where}: {error}: expected a JSON object") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the row"
        raise InvalidInputError(f"{where}: {field}: {first['msg']}") from error
