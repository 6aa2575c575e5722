"""What a write may rely on: who, where and in which turn. None of it comes from the write's own arguments."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.packs.model import Pack
from kit.ids import derived
from store.outbox import Effect


@dataclass(frozen=True, slots=True)
class Scope:
    tenant: str
    conversation: UUID
    contact: UUID
    turn_seq: int
    now: datetime
    pack: Pack
    effects: list[Effect] = field(default_factory=list)
    """What is to happen outside, once the turn is committed."""

    def id(self, *parts: str) -> UUID:
        """The id of what this turn writes: the same each time the turn runs."""
        return derived(self.tenant, str(self.conversation), str(self.turn_seq), *parts)

    def effect(self, name: str, about: str, payload: dict[str, Any]) -> None:
        """Asks for an effect, once for this turn and what it is about."""
        self.effects.append(Effect(name, str(self.id("effect", name, about)), payload))
