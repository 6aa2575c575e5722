"""``/session/{id}/files``: what a customer sends along, and gets back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from commerce.attachments import repository as attachments
from commerce.attachments.keep import Given, keep, require_begun
from commerce.conversations import repository as conversations
from server.access import HouseOf, KeysOf, Token, check_session
from server.body import MB, body_up_to
from server.limits import check_message
from store.unit import Row

router = APIRouter(prefix="/api/v5/sales/session", tags=["sales"])


@router.post("/{session_id}/files", status_code=201)
async def send_file(
    session_id: UUID,
    request: Request,
    house: HouseOf,
    keys: KeysOf,
    token: Token,
    name: Annotated[str, Query(min_length=1, max_length=300)],
) -> dict[str, Any]:
    """The body is the file itself. ``{"id", "name", "content_type", "size"}``: a message names it in ``files``."""
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"files:{session_id}")
    allowed = house.tenant(tenant).pack.file.channels.web.uploads
    content = await body_up_to(request, (allowed.megabytes if allowed else 0) * MB)
    async with house.store.unit(tenant) as unit:
        row = await conversations.get(unit, session_id)
        require_begun(row)
        return await keep(unit, house.ids.new(), row["id"], Given(name, content), allowed, house.clock.now())


@router.get("/{session_id}/files/{file_id}")
async def read_file(session_id: UUID, file_id: UUID, house: HouseOf, keys: KeysOf, token: Token) -> Response:
    """The file, to be saved and never to be shown as a page."""
    tenant = check_session(keys, token, session_id)
    async with house.store.unit(tenant) as unit:
        row = await attachments.get(unit, session_id, file_id)
        content = await attachments.content(unit, session_id, file_id)
    return saved(row, content)


def saved(row: Row, content: bytes) -> Response:
    """The file as something to be saved, that no browser takes for a page."""
    headers = {
        "Content-Disposition": f'attachment; filename="{row["name"].encode("ascii", "replace").decode()}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=row["content_type"], headers=headers)
