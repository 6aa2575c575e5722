"""``/console/api/hours``: when the business and its branches are open, and what customers are told of it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.packs.business import PackFile
from commerce.packs.company import Day, HourOfDay, Hours
from commerce.packs.edit import put_value
from commerce.packs.model import Pack
from commerce.packs.problem import Path
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.console.access import Admin, FreshAdmin
from server.console.packs import install, text_in_use

router = APIRouter(prefix="/console/api/hours", tags=["console"])

FILE, POLICY = "pack.yaml", "hours"
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Span(BaseModel):
    model_config = ConfigDict(extra="forbid")

    days: list[Day] = Field(min_length=1, max_length=7)
    open: HourOfDay
    close: HourOfDay


class Changed(BaseModel):
    """Only what is given changes. ``told``: what customers are told of the hours, by language."""

    model_config = ConfigDict(extra="forbid")

    hours: list[Span] | None = Field(default=None, max_length=30)
    branches: dict[str, list[Span]] = Field(default={}, max_length=200)
    told: dict[str, Told] = {}


@router.get("")
async def hours(signed: Admin) -> dict[str, Any]:
    """``{"hours", "branches": [{"id", "name", "hours"}], "told": {language: text}}``."""
    file = signed.tenant.pack.file
    policy = next((each for each in file.policies if each.id == POLICY), None)
    return {
        "timezone": file.timezone,
        "hours": _plain(file.hours),
        "branches": [{"id": each.id, "name": each.name, "hours": _plain(each.hours)} for each in file.branches],
        "told": dict(policy.text) if policy else {},
    }


@router.put("")
async def change_hours(body: Changed, house: HouseOf, signed: FreshAdmin) -> dict[str, int]:
    """A revision of the pack: checked like any other, in use at the next turn, and taken back like any other."""
    text = changed(await text_in_use(house, signed, FILE), signed.tenant.pack, body)
    return {"revision": await install(house, signed, {FILE: text}, "hours")}


def changed(text: str, pack: Pack, body: Changed) -> str:
    """The file with what is different. Raises InvalidInputError for a branch or language that there is none of, and
    where nothing is."""
    before = text
    for path, value, known in _places(pack.file, body):
        if value != known:
            text = put_value(text, path, value)
    if text == before:
        raise InvalidInputError("There is nothing to change: expected other hours, branches or told.")
    return text


def _places(file: PackFile, body: Changed) -> Iterator[tuple[Path, Any, Any]]:
    """Where each thing that was given stands in the file, what it shall be, and what it is."""
    if body.hours is not None:
        yield ("hours",), _plain(body.hours), _plain(file.hours)
    places = {branch.id: place for place, branch in enumerate(file.branches)}
    for id, spans in body.branches.items():
        if id not in places:
            raise InvalidInputError(f"branches: {id!r}: expected one of {', '.join(places) or 'none'}.")
        yield ("branches", places[id], "hours"), _plain(spans), _plain(file.branches[places[id]].hours)
    policy = next((place for place, each in enumerate(file.policies) if each.id == POLICY), None)
    for language, told in body.told.items():
        if policy is None or language not in file.languages:
            raise InvalidInputError(f"told: {language!r}: the pack has no policy {POLICY!r} in it.")
        text = dict(file.policies[policy].text).get(language, "")
        yield ("policies", policy, "text", language), told, text.strip()


def _plain(spans: Sequence[Span | Hours]) -> list[dict[str, Any]]:
    return [each.model_dump() for each in spans]
