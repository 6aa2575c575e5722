"""Whether a file has the fields that the model asks for, and what to say where it has not."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from commerce.packs.business import PackFile
from commerce.packs.items import CatalogueFile
from commerce.packs.part import Part
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.process import ObjectionsFile, StagesFile, StrategiesFile
from commerce.packs.sheet import Sheet
from commerce.packs.words import Document, IntentsFile, TemplatesFile

MODELS: Mapping[str, type[Part]] = {
    "pack.yaml": PackFile,
    "catalogue.yaml": CatalogueFile,
    "stages.yaml": StagesFile,
    "strategies.yaml": StrategiesFile,
    "objections.yaml": ObjectionsFile,
    "intents.yaml": IntentsFile,
    "templates.yaml": TemplatesFile,
}

_PATTERNS = {
    r"^[a-z][a-z0-9_-]{1,62}$": "a short name in lower case, such as spare-parts",
    r"^\d{1,12}(\.\d{1,2})?$": 'an amount as plain text, such as "1290.50"',
    r"^([01]\d|2[0-3]):[0-5]\d$": 'an hour of the day, such as "08:00"',
    r"^[A-Z]{2}$": "a country of two capitals, such as MX",
    r"^[A-Z]{2,4}$": "two to four capitals, such as CT",
    r"^[a-z][a-z0-9_.]+$": "a template name in lower case, such as ask.email",
}
_TYPES = {
    "missing": "a value, because the field is required",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}


def model_of(key: str) -> type[Part]:
    """The model of the file with this key, the base's files included."""
    return Document if key.endswith(".md") else MODELS[key.rpartition("/")[2]]


def read(sheet: Sheet) -> Part | list[Problem]:
    """The file as its model, or every place where it is not."""
    model = model_of(sheet.source.key)
    try:
        return model.model_validate(sheet.data)
    except ValidationError as error:
        return list(_problems(sheet, model, error.errors(include_url=False)))


def annotation_at(model: type[BaseModel], path: Path) -> Any:
    """The declared type at the end of ``path``; None where the model declares nothing there."""
    kind: Any = model
    for step in path:
        kind = _inside(_plain(kind), step)
    return _plain(kind)


def _problems(sheet: Sheet, model: type[Part], errors: list[ErrorDetails]) -> Iterator[Problem]:
    for error in errors:
        path = tuple(step for step in error["loc"] if step != "[key]")
        found = "nothing" if error["type"] == "missing" else describe(error["input"])
        if error["type"] == "extra_forbidden":
            found = "a field that does not exist"
        elif error["loc"][-1:] == ("[key]",):
            found = f"the name {describe(error['input'])}"
        yield sheet.problem(path, found, _expected(model, path, error))


def _expected(model: type[Part], path: Path, error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return _field_meant(annotation_at(model, path[:-1]), str(path[-1]))
        case "literal_error":
            return f"{context['expected']}"
        case "string_pattern_mismatch":
            return _PATTERNS.get(context["pattern"], f"text of the form {context['pattern']}")
        case "string_type":
            bare = isinstance(error["input"], int | float)
            return f'text, so put it in quotes: "{error["input"]}"' if bare else "text"
        case "greater_than_equal":
            return f"at least {context['ge']}"
        case "less_than_equal":
            return f"at most {context['le']}"
        case "too_short":
            return f"at least {context['min_length']} of them"
        case _:
            return _TYPES.get(kind, error["msg"].lower())


def _field_meant(parent: Any, wrong: str) -> str:
    fields = list(parent.model_fields) if isinstance(parent, type) and issubclass(parent, BaseModel) else []
    names = [parent.model_fields[name].alias or name for name in fields]
    close = get_close_matches(wrong, names, n=1)
    return f"{close[0]!r}" if close else one_of(names)


def _plain(kind: Any) -> Any:
    """``X`` for ``X | None`` and for ``Annotated[X, …]``."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def _inside(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        named = {field.alias or name: field for name, field in kind.model_fields.items()}
        return named[str(step)].annotation if step in named else None
    inner = get_args(kind)
    return inner[-1] if get_origin(kind) in (list, dict) and inner else None
