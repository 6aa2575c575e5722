"""``/console/api/conversations/{id}/templates``: approved texts, for when WhatsApp takes nothing else."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.templates import repository as message_templates
from kit.errors import NotFoundError
from server.access import HouseOf
from server.console.access import SignedIn
from server.console.conversations import Short, row_seen_by
from server.console.shown import message_of
from tools.channels.whatsapp.credentials import VENDOR
from tools.channels.whatsapp.templates import Filling, places_of, template_payload, text_of

router = APIRouter(prefix="/console/api/conversations", tags=["console"])

Value = Annotated[str, StringConstraints(max_length=1024)]
Place = Annotated[str, StringConstraints(max_length=60)]


class Chosen(BaseModel):
    """``body`` and ``header`` fill places by number or name; ``buttons`` by their place, from 0."""

    model_config = ConfigDict(extra="forbid")

    message_id: Short
    name: Short
    language: Short
    body: dict[Place, Value] = Field(default={}, max_length=50)
    header: dict[Place, Value] = Field(default={}, max_length=5)
    buttons: dict[int, Value] = Field(default={}, max_length=10)


@router.get("/{conversation_id}/templates")
async def templates(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """The approved ones of the account, each with the places that want filling."""
    row = await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        found = await message_templates.all_of(unit, VENDOR) if row["channel"] == VENDOR else []
    approved = [each for each in found if each.status == "APPROVED"]
    return {"templates": [{"name": each.name, "language": each.language, **places_of(each)} for each in approved]}


@router.post("/{conversation_id}/template", status_code=201)
async def send(body: Chosen, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Checked against its definition first: what is missing or too much is told, and nothing is sent."""
    row = await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        template = await message_templates.find(unit, row["channel"], body.name, body.language)
    if template is None:
        raise NotFoundError(f"Template {body.name} ({body.language}) is not in this channel's account.")
    filling = Filling(body.body, body.header, buttons=body.buttons)
    template_payload(template, filling)
    kept = body.model_dump(exclude={"message_id"})
    said = await house.people.say(
        signed.tenant.id, conversation_id, signed.agent, body.message_id, text_of(template, filling),
        {"template": kept},
    )  # fmt: skip
    return message_of(said)
