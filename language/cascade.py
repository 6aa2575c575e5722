"""The ``cascade`` engine: embedded first, the model only where that is unsure, or where prose is wanted."""

from collections.abc import AsyncIterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from language.llm.engine import LlmEngine
from language.port import Act, Engine, Extract, Passage, ReadContext, Reading, Voice


class CascadeEngine:
    """Implements ``language.port.Engine``. Below the confidence ``threshold`` the model reads too."""

    name = "cascade"

    def __init__(self, embedded: Engine, llm: LlmEngine, *, threshold: float = 0.6, prose: bool = False) -> None:
        self._embedded, self._llm, self._threshold = embedded, llm, threshold
        self._writer: Engine = llm if prose else embedded

    async def read(self, message: str, context: ReadContext) -> Reading:
        first = await self._embedded.read(message, context)
        if confidence_of(first, context) >= self._threshold:
            return first
        return await self._llm.reread(message, context, first)

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        return await self._writer.write(acts, voice)

    def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        return self._writer.stream(acts, voice)

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        return await self._embedded.extract(question, passages, language)

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        return await self._embedded.summarise(messages, language)

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return await self._embedded.embed(texts)


def confidence_of(reading: Reading, context: ReadContext) -> float:
    """As sure as its least sure part. A message without intents is sure when it answers what stands open."""
    if reading["intents"]:
        return min(guess["confidence"] for guess in reading["intents"])
    return 1.0 if _answers(reading, context) else 0.0


def _answers(reading: Reading, context: ReadContext) -> bool:
    question = context["question"]
    given = {entity["kind"] for entity in reading["entities"]}
    return reading["reply"] not in {None, "unclear"} or bool(question and given & set(question["expects"]))
