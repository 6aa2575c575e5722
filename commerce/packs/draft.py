"""A pack as it is being read: the files that could be understood, and what is wrong with the others."""

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from commerce.packs import merge, shape
from commerce.packs.business import PackFile
from commerce.packs.fields import Language
from commerce.packs.items import CatalogueFile
from commerce.packs.model import Pack
from commerce.packs.part import Part
from commerce.packs.problem import Path, Problem
from commerce.packs.process import ObjectionsFile, Pipeline, StagesFile, StrategiesFile
from commerce.packs.sheet import Sheet, open_sheet, twice
from commerce.packs.sources import BASE, Source, unknown_files
from commerce.packs.words import Document, Intent, IntentsFile, Template, TemplatesFile

REQUIRED = ("pack.yaml", "catalogue.yaml", "stages.yaml", "strategies.yaml")
BASE_INTENTS, BASE_TEMPLATES = f"{BASE}/intents.yaml", f"{BASE}/templates.yaml"
_EMPTY: dict[str, Part] = {
    "objections.yaml": ObjectionsFile(objections=[]),
    "intents.yaml": IntentsFile(intents={}),
    "templates.yaml": TemplatesFile(templates={}),
}
_P = TypeVar("_P", bound=Part)


@dataclass
class Draft:
    tenant: str
    sheets: dict[str, Sheet] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> PackFile:
        return self._part("pack.yaml", PackFile)

    @property
    def catalogue(self) -> CatalogueFile:
        return self._part("catalogue.yaml", CatalogueFile)

    @property
    def pipeline(self) -> Pipeline:
        return self._part("stages.yaml", StagesFile).sales_pipeline

    @property
    def strategies(self) -> StrategiesFile:
        return self._part("strategies.yaml", StrategiesFile)

    @property
    def objections(self) -> ObjectionsFile:
        return self._part("objections.yaml", ObjectionsFile)

    @property
    def own_intents(self) -> dict[str, Intent]:
        return self._part("intents.yaml", IntentsFile).intents

    @property
    def own_outside(self) -> dict[Language, list[str]]:
        return self._part("intents.yaml", IntentsFile).outside

    @property
    def base_intents(self) -> dict[str, Intent]:
        return self._part(BASE_INTENTS, IntentsFile).intents

    @property
    def base_outside(self) -> dict[Language, list[str]]:
        return self._part(BASE_INTENTS, IntentsFile).outside

    @property
    def own_templates(self) -> dict[str, Template]:
        return self._part("templates.yaml", TemplatesFile).templates

    @property
    def base_templates(self) -> dict[str, Template]:
        return self._part(BASE_TEMPLATES, TemplatesFile).templates

    @property
    def documents(self) -> dict[str, Document]:
        """By key, in the order of their files."""
        return {key: part for key, part in self.parts.items() if isinstance(part, Document)}

    def at(self, key: str, path: Path, found: str, expected: str) -> Problem:
        """A problem at ``path`` of the file ``key``."""
        return self.sheets[key].problem(path, found, expected)

    def pack(self, digest: str) -> Pack:
        """The whole pack, for a draft without problems."""
        return Pack(
            file=self.file,
            catalogue=self.catalogue,
            pipeline=self.pipeline,
            strategies=self.strategies.strategies,
            objections=self.objections.objections,
            intents=merge.intents(self.base_intents, self.own_intents),
            outside=merge.outside(self.base_outside, self.own_outside, self.own_intents.values()),
            templates=merge.templates(self.base_templates, self.own_templates),
            documents=list(self.documents.values()),
            digest=digest,
        )

    def _part(self, key: str, kind: type[_P]) -> _P:
        part = self.parts[key]
        assert isinstance(part, kind)
        return part


def draw_up(root: pathlib.Path, tenant: str, sources: Sequence[Source]) -> Draft:
    """Every file opened and held against its model; nothing is compared between files yet."""
    draft = Draft(tenant)
    for source in sources:
        _take(draft, source)
    present = {source.key for source in sources}
    for key in (*REQUIRED, BASE_INTENTS, BASE_TEMPLATES):
        if key not in present:
            draft.problems.append(_missing(root, tenant, key))
    for key, empty in _EMPTY.items():
        if key not in present:
            draft.parts[key] = empty
    for name in unknown_files(root, tenant):
        shown = f"{root.name}/{tenant}/{name}"
        known = ", ".join(shape.MODELS)
        draft.problems.append(Problem(shown, 1, "", "a file that nothing reads", f"one of {known}"))
    return draft


def _take(draft: Draft, source: Source) -> None:
    sheet = open_sheet(source)
    if isinstance(sheet, Problem):
        draft.problems.append(sheet)
        return
    draft.sheets[source.key] = sheet
    draft.problems += twice(sheet)
    part = shape.read(sheet)
    if isinstance(part, list):
        draft.problems += part
    else:
        draft.parts[source.key] = part


def _missing(root: pathlib.Path, tenant: str, key: str) -> Problem:
    shown = f"{root.name}/{key}" if key.startswith(BASE) else f"{root.name}/{tenant}/{key}"
    return Problem(shown, 1, "", "no such file", f"{key.rpartition('/')[2]} beside the others")
