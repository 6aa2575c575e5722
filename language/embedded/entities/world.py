"""What the finders know besides the words, and the form in which they hand back what they find."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from language.embedded.entities.terms import TermIndex
from language.embedded.text import Text
from language.port import Entity, Json, Question


@dataclass(frozen=True, slots=True)
class World:
    """``language`` is the message's, ``spoken`` that of the conversation before it.

    ``recent`` holds the texts of the last messages, oldest first.
    """

    language: str
    spoken: str
    region: str
    currency: str
    now: datetime
    zone: ZoneInfo
    terms: TermIndex
    question: Question | None = None
    recent: Sequence[str] = ()

    def asked(self, *kinds: str) -> bool:
        """Whether the open question wants one of ``kinds``."""
        return self.question is not None and bool({self.question["slot"], *self.question["expects"]} & set(kinds))


def entity(kind: str, text: Text, start: int, end: int, value: Json, confidence: float) -> Entity:
    """Offsets are those of ``text.clean``; the engine turns them into those of the message."""
    return Entity(
        kind=kind,
        text=text.clean[start:end],
        start=start,
        end=end,
        value=value,
        confidence=round(confidence, 2),
    )
