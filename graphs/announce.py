"""Telling who listens that a conversation has changed: its own followers, and the desks of the business."""

from uuid import UUID

from store.bus.port import Bus, Event


def desk_of(tenant: str) -> str:
    """The channel of all conversations of a business."""
    return f"{tenant}:desk"


async def announce(bus: Bus, tenant: str, conversation: UUID, event: Event) -> None:
    await bus.publish(f"{tenant}:{conversation}", event)
    await bus.publish(desk_of(tenant), {**event, "conversation": str(conversation)})
