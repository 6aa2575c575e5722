"""The rows of ``mailboxes``: one for each account that is polled."""

from datetime import datetime

from store.unit import Row, Unit


async def place(unit: Unit, account: str) -> Row | None:
    """``{"validity", "last_uid", "polled_at"}``; None where it was never read."""
    return await unit.row("SELECT validity, last_uid, polled_at FROM mailboxes WHERE account = %s", (account,))


async def move(unit: Unit, account: str, before: Row | None, validity: int, last_uid: int, now: datetime) -> bool:
    """Notes how far it is read; False where another process has read it since ``before``."""
    if before is None:
        return bool(
            await unit.run(
                "INSERT INTO mailboxes (tenant_id, account, validity, last_uid, polled_at) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (unit.tenant, account, validity, last_uid, now),
            )
        )
    return bool(
        await unit.run(
            "UPDATE mailboxes SET validity = %s, last_uid = %s, polled_at = %s "
            "WHERE account = %s AND validity = %s AND last_uid = %s",
            (validity, last_uid, now, account, before["validity"], before["last_uid"]),
        )
    )
