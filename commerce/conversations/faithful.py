"""A faithful client's own salesperson: who serves them first, conversation after conversation."""

from uuid import UUID

from kit.errors import NotFoundError
from store.unit import Unit


async def pin(unit: Unit, conversation: UUID, agent: str | None) -> None:
    """For every open conversation of this client; ``agent`` None lets anybody serve them again."""
    changed = await unit.run(
        "UPDATE conversations SET faithful_client_agent_id = %s, is_faithful_client = %s "
        "WHERE status = 'open' AND contact_id = (SELECT contact_id FROM conversations WHERE id = %s)",
        (agent, agent is not None, conversation),
    )
    if not changed:
        raise NotFoundError(f"Conversation {conversation} is not open.")
