"""A language engine that always reads and says the same, so that the runtime alone is measured."""

from collections.abc import AsyncIterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from language.port import Act, Extract, Passage, ReadContext, Reading, Voice

REPLY = "Con gusto. Nuestro equipo trabaja toda la semana y responde por este mismo medio en cuanto pueda."


class ConstantEngine:
    """Implements ``language.port.Engine`` with one reading (a question that a policy answers) and one reply."""

    name = "constant"

    async def read(self, message: str, context: ReadContext) -> Reading:
        del message
        return {
            "language": context["language"],
            "intents": [{"name": "hours", "confidence": 0.93}],
            "entities": [],
            "sentiment": 0.0,
            "urgency": 0.0,
            "signals": [],
            "family": "information",
            "register": None,
            "reply": None,
        }

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        del acts, voice
        return REPLY

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        yield await self.write(acts, voice)

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        del question, passages, language
        return None

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        del messages, language
        return REPLY

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), 1), dtype=np.float32)
