"""``/console/api/admin``: the audit trail, connectors, and a pack that is tried before anybody installs it."""

import asyncio
import difflib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.audit.trail import trail
from commerce.connections.repository import connected
from commerce.packs.check import check
from server.access import HouseOf
from server.console.access import SignedIn

router = APIRouter(prefix="/console/api/admin", tags=["console"])

Name = Annotated[str, StringConstraints(pattern=r"^(documents/)?[a-z0-9][a-z0-9_-]{0,60}\.(yaml|md)$")]
Content = Annotated[str, StringConstraints(max_length=1_000_000)]


class Uploaded(BaseModel):
    """The files that would be new or different, by their place in the pack's folder."""

    model_config = ConfigDict(extra="forbid")

    files: dict[Name, Content] = Field(min_length=1, max_length=50)


@router.get("/trail")
async def audit_trail(
    house: HouseOf, signed: SignedIn, before: Annotated[int | None, Query(ge=1)] = None
) -> dict[str, Any]:
    """A hundred entries, newest first; ``next`` is the ``before`` of the page after."""
    signed.account.require("admin")
    async with house.store.unit(signed.tenant.id) as unit:
        rows = await trail(unit, before)
    return {"entries": rows, "next": rows[-1]["id"] if rows else None}


@router.get("/connectors")
async def connectors(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Which vendors have keys. The keys themselves never leave the server."""
    signed.account.require("admin")
    async with house.store.unit(signed.tenant.id) as unit:
        return {"connectors": await connected(unit)}


@router.post("/pack/check")
async def check_pack(body: Uploaded, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """``{"problems": ["pack.yaml:12: …"], "diff"}`` of the pack with these files in it. Nothing is installed."""
    signed.account.require("admin")
    root, pack = house.settings.packs_dir, signed.tenant.pack.id
    return await asyncio.to_thread(tried, root, pack, body.files)


def tried(root: Path, pack: str, files: dict[str, str]) -> dict[str, Any]:
    """What ``parley pack check`` says of the pack with these files, and what they change."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "packs"
        shutil.copytree(root / "_base", copy / "_base")
        shutil.copytree(root / pack, copy / pack)
        for name, content in files.items():
            place = copy / pack / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(content, encoding="utf-8")
        problems = [str(problem).replace(f"{copy}/", "") for problem in check(copy, pack)]
    return {"problems": problems, "diff": "".join(_changes(root / pack, files))}


def _changes(here: Path, files: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for name, content in sorted(files.items()):
        old = (here / name).read_text(encoding="utf-8") if (here / name).is_file() else ""
        lines += difflib.unified_diff(old.splitlines(True), content.splitlines(True), f"now/{name}", f"new/{name}")
    return lines
