"""``/console/api/templates``: how the assistant words what it says, and the templates that WhatsApp has approved."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.packs.edit import has, put_value
from commerce.templates import repository as message_templates
from kit.errors import InvalidInputError, NotFoundError
from server.access import HouseOf
from server.console.access import Admin, FreshAdmin, Signed
from server.console.packs import install, text_in_use
from server.wiring import House
from tools.channels.whatsapp.credentials import VENDOR

router = APIRouter(prefix="/console/api/templates", tags=["console"])

FILE = "templates.yaml"
EMPTY = "templates: {}\n"
SHOWN = 40
Wording = Literal["es", "es_usted", "en"]
Variant = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Worded(BaseModel):
    """The variants that are said in turn; those of a language replace what there was in it."""

    model_config = ConfigDict(extra="forbid")

    wordings: dict[Wording, list[Variant]] = Field(min_length=1)


@router.get("")
async def templates(house: HouseOf, signed: Admin, q: Annotated[str, Query(max_length=100)] = "") -> dict[str, Any]:
    """Those whose name or words have ``q`` in them, 40 at most, and how many there are; the account's beside them."""
    wanted = q.strip().lower()
    every = signed.tenant.pack.templates
    found = [name for name, each in sorted(every.items()) if wanted in f"{name} {_words(each.model_dump())}".lower()]
    async with house.store.unit(signed.tenant.id) as unit:
        account = await message_templates.all_of(unit, VENDOR)
    shown = [{"name": name, **every[name].model_dump()} for name in found[:SHOWN]]
    return {"templates": shown, "found": len(found), "whatsapp": account}


@router.put("/{name}")
async def word(name: str, body: Worded, house: HouseOf, signed: FreshAdmin) -> dict[str, int]:
    """A revision of the pack: checked like any other, said from the next turn on, and taken back like any other."""
    return {"revision": await install(house, signed, {FILE: await _worded(house, signed, name, body)}, name)}


async def _worded(house: House, signed: Signed, name: str, body: Worded) -> str:
    """The file with the template. Raises NotFoundError for one that nothing says."""
    if name not in signed.tenant.pack.templates:
        raise NotFoundError(f"Nothing says a template {name!r}.")
    if not all(body.wordings.values()):
        raise InvalidInputError("wordings: expected at least one variant in each language that is given.")
    text = await text_in_use(house, signed, FILE) or EMPTY
    if not has(text, ("templates", name)):
        return put_value(text, ("templates", name), body.wordings)
    for wording, variants in body.wordings.items():
        text = put_value(text, ("templates", name, wording), variants)
    return text


def _words(template: dict[str, list[str]]) -> str:
    return " ".join(text for texts in template.values() for text in texts)
