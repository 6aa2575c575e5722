"""``/console/api/conversations/{id}/files/{file}``: what the client sent along."""

from uuid import UUID

from fastapi import APIRouter, Response

from commerce.attachments import repository as attachments
from server.access import HouseOf
from server.console.access import SignedIn
from server.console.conversations import row_seen_by
from server.routes.files import saved

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


@router.get("/{conversation_id}/files/{file_id}")
async def read(conversation_id: UUID, file_id: UUID, house: HouseOf, signed: SignedIn) -> Response:
    """The file, to be saved and never to be shown as a page."""
    await row_seen_by(house, signed, conversation_id)
    async with house.store.unit(signed.tenant.id) as unit:
        row = await attachments.get(unit, conversation_id, file_id)
        content = await attachments.content(unit, conversation_id, file_id)
    return saved(row, content)
