"""Suites of questions on the content of a business, ingested as a tenant would: half of them have no answer there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from commerce.packs.load import load
from commerce.packs.model import Pack
from evals.answers.ask import NOW, Asker, Told
from evals.answers.sets import Asked
from kit.errors import InvalidInputError, NotFoundError
from kit.settings import ROOT
from knowledge.index.memory import MemoryIndex
from knowledge.ingest import ingest_pages
from knowledge.load import pages_of
from knowledge.load.options import Options
from knowledge.load.sources import source_of
from language.embedded.encoder import Encoder

DATA = Path(__file__).parent / "data"


class Case(BaseModel):
    """One question; without ``answers`` the content does not tell."""

    model_config = ConfigDict(extra="forbid")

    ask: str
    language: Literal["es", "en"]
    answers: list[str] = []


class Suite(BaseModel):
    """``source``: what is ingested beside the pack's own documents, from the repository's root."""

    model_config = ConfigDict(extra="forbid")

    tenant: str
    source: str
    cases: list[Case]


def read_suite(name: str) -> Suite:
    """Raises NotFoundError, or InvalidInputError with the place of the first mistake."""
    path = DATA / f"{name}.yaml"
    if not path.exists():
        known = ", ".join(sorted(each.stem for each in DATA.glob("*.yaml")))
        raise NotFoundError(f"Suite {name!r} of answers is not known: expected one of {known}.")
    read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return Suite.model_validate(read)
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


async def play_suite(suite: Suite, encoder: Encoder) -> tuple[list[Told], list[Told]]:
    """What was told to the answerable questions, and to the others. All of the content is one source to them."""
    pack = load(ROOT / "packs", suite.tenant, None)
    index = MemoryIndex(encoder if encoder.semantic else None)
    await ingest_pages(index, pages_of(pack), NOW)
    source = source_of(str(ROOT / suite.source), pack, _options(pack))
    await ingest_pages(index, source.read(), NOW, source.name)
    asked = [(case.language, _asked(place, case)) for place, case in enumerate(suite.cases)]
    told = [await Asker(index, language).ask(each) for language, each in asked]
    return _split(told)


def _split(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    return [each for each in told if each.asked.answers], [each for each in told if not each.asked.answers]


def _asked(place: int, case: Case) -> Asked:
    return Asked(str(place), case.ask, tuple(case.answers), frozenset())


def _options(pack: Pack) -> Options:
    namespace = pack.file.sales_agent.vector_database.namespace
    return Options(languages=tuple(pack.file.languages), namespace=namespace)
