"""What of a reply was shown before its commit."""

from datetime import datetime
from uuid import UUID

from store.turns import TakenOverError
from store.unit import Store, Unit


async def show_draft(
    store: Store, tenant: str, conversation: UUID, turn: int, epoch: int, content: str, at: datetime
) -> None:
    """Keeps ``content``, all that is shown of the turn by now, before it is shown.

    Raises TakenOverError when the turn may not speak any more: then it must not be shown.
    """
    params = (tenant, conversation, turn, epoch, content, at)
    row = await store.call("SELECT show_draft(%s, %s, %s, %s, %s, %s) AS shown", params)
    if row is None or not row["shown"]:
        raise TakenOverError("The turn may not speak any more.")


async def take_draft(unit: Unit, conversation: UUID) -> str | None:
    """What was shown of a turn that was not committed, once; None where there is none."""
    row = await unit.row(
        "DELETE FROM drafts d USING conversations c WHERE d.conversation_id = %s AND c.id = d.conversation_id "
        "RETURNING d.content, d.turn_seq > c.turn_seq AS open",
        (conversation,),
    )
    return row["content"] if row and row["open"] else None
