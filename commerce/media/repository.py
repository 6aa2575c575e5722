"""The rows of ``media``. A file is fetched once, by a durable job, and kept here: the channel forgets it in days."""

from datetime import datetime
from uuid import UUID

from commerce.threads.incoming import Attached
from kit.ids import derived
from store.outbox import Effect, enqueue
from store.unit import Row, Unit

FETCH = "channel.fetch"


async def expect(unit: Unit, conversation: UUID, message: UUID, file: Attached, now: datetime) -> None:
    """Notes the file of a message, and that it is to be fetched."""
    id = derived(unit.tenant, "media", str(message))
    await unit.run(
        "INSERT INTO media (id, tenant_id, conversation_id, message_id, external_id, kind, mime, filename, sha256, "
        "created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (
            id, unit.tenant, conversation, message, file.id, file.kind, file.mime,
            file.filename and file.filename[:255], file.sha256, now,
        ),
    )  # fmt: skip
    await enqueue(unit, conversation, None, [Effect(FETCH, f"{FETCH}:{id}", {"media": str(id)})], now)


async def get(unit: Unit, id: UUID) -> Row | None:
    return await unit.row(
        "SELECT m.*, c.line FROM media m JOIN conversations c ON c.id = m.conversation_id WHERE m.id = %s", (id,)
    )


async def keep(unit: Unit, id: UUID, body: bytes, mime: str, sha256: str, now: datetime) -> None:
    await unit.run(
        "UPDATE media SET state = 'kept', body = %s, bytes = %s, mime = %s, sha256 = %s, fetched_at = %s, error = NULL "
        "WHERE id = %s",
        (body, len(body), mime, sha256, now, id),
    )


async def refuse(unit: Unit, id: UUID, why: str, now: datetime) -> None:
    """It is not what it says to be: none of it is kept."""
    await unit.run(
        "UPDATE media SET state = 'refused', error = %s, fetched_at = %s WHERE id = %s", (why[:500], now, id)
    )
