"""The ``llm`` engine: one model call reads, one words; every failure is the embedded engine's turn."""

from collections.abc import AsyncIterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from kit.clock import Clock, SystemClock
from language.llm import reading, writing
from language.llm.faithful import unfaithful
from language.llm.merge import merged
from language.llm.model import ChatModel, ModelError, Record
from language.llm.prompts import Prompts
from language.port import Act, Engine, Extract, LanguagePack, Passage, ReadContext, Reading, Voice
from language.words.sentences import pieces


class LlmEngine:
    """Implements ``language.port.Engine`` for one tenant. ``record`` is told of every call, failed or not."""

    name = "llm"

    def __init__(
        self,
        pack: LanguagePack,
        fallback: Engine,
        prompts: Prompts,
        *,
        model: str,
        base_url: str | None,
        api_key: SecretStr | None,
        timeout_s: float,
        max_retries: int = 1,
        record: Record | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._pack, self._fallback, self._prompts = pack, fallback, prompts
        self._shape = reading.shape_of(pack)
        self._instructions = reading.instructions(prompts.read, pack)
        self._model = ChatModel(
            model=model, base_url=base_url, api_key=api_key, timeout_s=timeout_s, max_retries=max_retries,
            clock=clock or SystemClock(), record=record,
        )  # fmt: skip

    async def read(self, message: str, context: ReadContext) -> Reading:
        return await self.reread(message, context, await self._fallback.read(message, context))

    async def reread(self, message: str, context: ReadContext, first: Reading) -> Reading:
        """``first`` with what the model hears; ``first`` itself when the model gives nothing usable."""
        asked = reading.messages(self._instructions, message, context)
        try:
            heard = await self._model.structured("read", asked, self._shape)
        except ModelError:
            return first
        return merged(first, heard, self._pack, context)

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        """The model's wording where it is faithful to the templates', which stand in for it otherwise."""
        reference = await self._fallback.write(acts, voice)
        if not reference:
            return reference
        asked = writing.messages(self._prompts, acts, voice, reference)
        try:
            return await self._model.words("write", asked, lambda text: unfaithful(text, reference, acts, voice))
        except ModelError:
            return reference

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        """Sentence by sentence, once the whole is found faithful: what was shown cannot be taken back."""
        for piece in pieces(await self.write(acts, voice)):
            yield piece

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        return await self._fallback.extract(question, passages, language)

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        return await self._fallback.summarise(messages, language)

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return await self._fallback.embed(texts)

    async def close(self) -> None:
        """Closes the connections to the model."""
        await self._model.close()
