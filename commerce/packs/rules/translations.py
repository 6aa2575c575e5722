"""Texts for customers, each in every language of the pack."""

from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from commerce.packs.draft import Draft
from commerce.packs.fields import Text
from commerce.packs.problem import Path, Problem

NEEDS = ("pack.yaml",)
KEYS = ("pack.yaml", "catalogue.yaml", "strategies.yaml", "objections.yaml")


def find(draft: Draft) -> Iterator[Problem]:
    languages = draft.file.languages
    for key in KEYS:
        if key in draft.sheets and key in draft.parts:
            for path, text in _texts(draft.parts[key], type(draft.parts[key]), ()):
                for language in languages:
                    if not text.get(language, "").strip():
                        found = f"no text in {language}"
                        yield draft.at(key, path, found, "one in each language of the pack")


def _texts(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every value that is declared as text by language, with the way to it."""
    if kind == Text:
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), field.annotation, (*path, field.alias or name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, _last(kind), (*path, index))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, _last(kind), (*path, name))


def _last(kind: Any) -> Any:
    return get_args(kind)[-1] if get_origin(kind) in (list, dict) and get_origin(kind) is not Union else None
