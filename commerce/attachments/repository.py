"""The rows of ``attachments``."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kit.errors import NotFoundError
from store.unit import Row, Unit


class UnknownAttachmentError(NotFoundError):
    title = "There is no such file"


async def add(
    unit: Unit, id: UUID, conversation: UUID, name: str, kind: str, content: bytes, digest: str, now: datetime
) -> None:
    await unit.run(
        "INSERT INTO attachments "
        "(id, tenant_id, conversation_id, name, content_type, size, sha256, content, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, conversation, name, kind, len(content), digest, content, now),
    )


async def get(unit: Unit, conversation: UUID, id: UUID) -> Row:
    """``{"id", "name", "content_type", "size"}``; raises UnknownAttachmentError, also for another conversation's."""
    found = await named(unit, conversation, [id])
    if not found:
        raise UnknownAttachmentError(f"File {id} is not one of this conversation.")
    return found[0]


async def named(unit: Unit, conversation: UUID, ids: Sequence[UUID]) -> list[Row]:
    """The files of that conversation among ``ids``."""
    return await unit.rows(
        "SELECT id, name, content_type, size FROM attachments WHERE conversation_id = %s AND id = ANY(%s) "
        "ORDER BY created_at, id",
        (conversation, list(ids)),
    )


async def content(unit: Unit, conversation: UUID, id: UUID) -> bytes:
    row = await unit.row("SELECT content FROM attachments WHERE conversation_id = %s AND id = %s", (conversation, id))
    if row is None:
        raise UnknownAttachmentError(f"File {id} is not one of this conversation.")
    return bytes(row["content"])


async def of_contact(unit: Unit, contact: UUID, limit: int) -> list[Row]:
    """What the contact sent in any conversation, newest first, each with its ``conversation_id``."""
    return await unit.rows(
        "SELECT a.id, a.conversation_id, a.name, a.content_type, a.size, a.created_at AS at FROM attachments a "
        "JOIN conversations c ON c.id = a.conversation_id WHERE c.contact_id = %s "
        "ORDER BY a.created_at DESC, a.id LIMIT %s",
        (contact, limit),
    )


async def count(unit: Unit, conversation: UUID) -> int:
    row = await unit.row("SELECT count(*) AS n FROM attachments WHERE conversation_id = %s", (conversation,))
    assert row is not None
    return int(row["n"])
