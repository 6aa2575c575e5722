"""``/console/api/pack``: files of the pack checked and compared, kept as a revision, taken into use and taken back."""

import asyncio
import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.packs.check import check
from commerce.packs.sources import FILES, gather
from commerce.revisions import repository as revisions
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.console.access import Admin, FreshAdmin, Signed
from server.revise import refresh_pack
from server.wiring import House

router = APIRouter(prefix="/console/api/pack", tags=["console"])

Name = Annotated[str, StringConstraints(pattern=r"^(documents/)?[a-z0-9][a-z0-9_-]{0,60}\.(yaml|md)$")]
Document = Annotated[str, StringConstraints(pattern=r"^documents/[a-z0-9][a-z0-9_-]{0,60}\.md$")]
Content = Annotated[str, StringConstraints(max_length=1_000_000)]


class Uploaded(BaseModel):
    """The files that would be new or different, by their place in the pack's folder, and documents to take away."""

    model_config = ConfigDict(extra="forbid")

    files: dict[Name, Content] = Field(default={}, max_length=50)
    removed: list[Document] = Field(default=[], max_length=50)
    note: Annotated[str, StringConstraints(max_length=200)] = ""

    @property
    def whole(self) -> dict[str, str]:
        """As a revision keeps it: what is taken away is empty. Raises InvalidInputError where there is nothing."""
        if not self.files and not self.removed:
            raise InvalidInputError("files: expected at least one file, or a document in removed.")
        return {**self.files, **dict.fromkeys(self.removed, "")}


@router.get("")
async def pack_revisions(house: HouseOf, signed: Admin) -> dict[str, Any]:
    """``{"active", "revisions", "documents"}``, newest first; revision 0, the files of the installation, is not in the
    list. ``documents``: the places of those in use."""
    async with house.store.unit(signed.tenant.id) as unit:
        active, listed = await revisions.in_use(unit), await revisions.listed(unit)
    found = gather(house.settings.packs_dir, signed.tenant.pack.id, active.files)
    documents = [source.key for source in found if source.key.startswith("documents/")]
    return {"active": active.number, "revisions": listed, "documents": documents}


@router.post("/check")
async def check_pack(body: Uploaded, house: HouseOf, signed: Admin) -> dict[str, Any]:
    """``{"problems": ["pack.yaml:12: …"], "diff"}`` of the pack in use with these files in it. Nothing is installed."""
    return (await proposed(house, signed, body.whole))[1]


@router.post("/revisions", status_code=201)
async def install_pack(body: Uploaded, house: HouseOf, signed: FreshAdmin) -> dict[str, Any]:
    """Takes the files into use, where they have no problem; the next turn of every conversation goes by them."""
    return {"revision": await install(house, signed, body.whole, body.note)}


@router.get("/revisions/{number}/diff")
async def revision_diff(number: int, house: HouseOf, signed: Admin) -> dict[str, str]:
    """What going back, or forward, to it would change of what is in use."""
    async with house.store.unit(signed.tenant.id) as unit:
        there, here = await revisions.get(unit, number), await revisions.in_use(unit)
    folder = house.settings.packs_dir / signed.tenant.pack.id
    names = {*there.files, *here.files}
    old = {name: here.files.get(name, _in(folder, name)) for name in names}
    new = {name: there.files.get(name, _in(folder, name)) for name in names}
    return {"diff": compared(old, new)}


@router.post("/revisions/{number}/activate")
async def activate_revision(number: int, house: HouseOf, signed: FreshAdmin) -> dict[str, int]:
    """Any revision that was kept, and 0: only the files that came with the installation."""
    async with house.store.unit(signed.tenant.id) as unit:
        found = await revisions.get(unit, number)
    _refuse(await _problems(house, signed, found.files))
    async with house.store.unit(signed.tenant.id) as unit:
        before = await revisions.activate(unit, number, signed.agent, house.clock.now())
    await refresh_pack(house, signed.tenant.id)
    return {"revision": number, "before": before}


async def install(house: House, signed: Signed, files: Mapping[str, str], note: str) -> int:
    """A new revision: what is in use with these files, in use from now on. Raises InvalidInputError with all problems,
    OvertakenError where somebody else was quicker."""
    whole, found, base = await _joined(house, signed, files)
    _refuse(found["problems"])
    now = house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        number = await revisions.add(unit, whole, note, signed.agent, now)
        await revisions.activate(unit, number, signed.agent, now, expected=base)
    await refresh_pack(house, signed.tenant.id)
    return number


async def proposed(house: House, signed: Signed, files: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    """All changed files with these, and what ``parley pack check`` says of them and what they change."""
    whole, found, _ = await _joined(house, signed, files)
    return whole, found


async def text_in_use(house: House, signed: Signed, name: str) -> str:
    """A file of the pack as it is in use; empty where there is none."""
    async with house.store.unit(signed.tenant.id) as unit:
        revision = await revisions.in_use(unit)
    return revision.files.get(name, _in(house.settings.packs_dir / signed.tenant.pack.id, name))


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    lines: list[str] = []
    for name in sorted(new):
        before, after = old.get(name, "").splitlines(True), new[name].splitlines(True)
        lines += difflib.unified_diff(before, after, f"now/{name}", f"new/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


async def _joined(house: House, signed: Signed, files: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any], int]:
    wrong = sorted(
        name for name, text in files.items() if not name.startswith("documents/") and not (name in FILES and text)
    )
    if wrong:
        raise InvalidInputError(f"files: {', '.join(wrong)}: expected some of {', '.join(FILES)}, documents/….md.")
    async with house.store.unit(signed.tenant.id) as unit:
        base = await revisions.in_use(unit)
    here = {source.key for source in gather(house.settings.packs_dir, signed.tenant.pack.id, base.files)}
    if absent := sorted(name for name, text in files.items() if not text and name not in here):
        raise InvalidInputError(f"removed: {', '.join(absent)}: the pack has no such document.")
    whole = {**base.files, **files}
    folder = house.settings.packs_dir / signed.tenant.pack.id
    old = {name: base.files.get(name, _in(folder, name)) for name in files}
    problems = await _problems(house, signed, whole)
    return whole, {"problems": problems, "diff": compared(old, files)}, base.number


async def _problems(house: House, signed: Signed, files: Mapping[str, str]) -> list[str]:
    found = await asyncio.to_thread(check, house.settings.packs_dir, signed.tenant.pack.id, files)
    return [str(problem) for problem in found]


def _refuse(problems: list[str]) -> None:
    if problems:
        more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
        raise InvalidInputError(f"The pack would have mistakes: {' '.join(problems[:3])}{more}")


def _in(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8") if (folder / name).is_file() else ""
