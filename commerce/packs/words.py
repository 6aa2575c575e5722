"""``intents.yaml``, ``templates.yaml`` and the pages: what customers say, and what they are told."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commerce.packs.fields import Language, Slug
from commerce.packs.part import Part


class Intent(Part):
    route: Literal["responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer"]
    family: Literal["interest", "information", "purchase"] | None = None
    signal: str | None = None
    answer: Slug | None = None
    """For ``route: responder``: the policy or company fact that answers it."""
    reason: Literal["asked", "complaint", "out_of_policy"] | None = None
    """For ``route: handoff``: why a person is called."""
    examples: dict[Language, list[str]]


class IntentsFile(Part):
    """``intents.yaml``"""

    intents: dict[Slug, Intent]
    outside: dict[Language, list[str]] = Field(default={})
    """What people also write and no intent is meant by: the engine learns to leave it alone."""


class Template(Part):
    """Variants of one wording. ``es`` is for tú (or both); ``es_usted`` where usted differs."""

    variables: list[str] = Field(default=[])
    es: list[str] = Field(default=[])
    es_usted: list[str] = Field(default=[])
    en: list[str] = Field(default=[])


class TemplatesFile(Part):
    templates: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]+$")], Template]


class Document(Part):
    """A page of ``documents/``: front matter and Markdown."""

    id: Slug
    title: str
    url: str
    language: Language
    updated: str
    body: str
