"""The ``llm`` engine: one model call reads, one words; every failure is the embedded engine's turn."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing

import numpy as np
from numpy.typing import NDArray

from language.calls import begin, current
from language.llm import reading, writing
from language.llm.ahead import ahead, going_on, head_start
from language.llm.call import Call
from language.llm.guard import Guard
from language.llm.means import ModelError
from language.llm.merge import merged
from language.llm.model import ChatModel
from language.llm.prompts import Prompts, prompt_of
from language.llm.spans import pointed_at
from language.port import Act, Engine, Extract, LanguagePack, Passage, ReadContext, Reading, Voice
from language.words.sentences import pieces

PERSONAL = frozenset({"customer_name", "email", "phone", "address", "vin", "nit", "rfc"})
"""Entities that name a person or lead to one."""


class LlmEngine:
    """Implements ``language.port.Engine`` for one tenant."""

    name = "llm"

    def __init__(self, pack: LanguagePack, fallback: Engine, prompts: Prompts, model: ChatModel) -> None:
        self._pack, self._fallback, self._prompts, self._model = pack, fallback, prompts, model
        self._shape = reading.shape_of(pack)
        self._reader = prompt_of("intent", reading.instructions(prompts.read, pack))

    async def read(self, message: str, context: ReadContext) -> Reading:
        """The model is asked first: it thinks while the embedded engine reads."""
        turn = current() or begin()
        async with ahead(self._hear(message, context)) as heard:
            with turn.hearing():
                await head_start(heard)
                first = await self._fallback.read(message, context)
                turn.personal += _personal_in(first)
            return await self._merged(message, context, first, await heard)

    async def reread(self, message: str, context: ReadContext, first: Reading) -> Reading:
        """``first`` with what the model hears; ``first`` itself when the model gives nothing usable."""
        if turn := current():
            turn.personal += _personal_in(first)
        return await self._merged(message, context, first, await self._hear(message, context))

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        """The model's wording; where a part of it does not pass the guard, the templates' in its place."""
        reference = await self._fallback.write(acts, voice)
        whole = True
        text = ""
        async for piece, is_models in self._worded(acts, voice, reference):
            text += piece
            whole = whole and is_models
        return text if whole else reference

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        """Sentence by sentence, each once it has passed the guard. Where one fails, the templates say the rest."""
        reference = await self._fallback.write(acts, voice)
        async for piece, _ in self._worded(acts, voice, reference):
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

    async def _hear(self, message: str, context: ReadContext) -> reading.Heard | None:
        try:
            return await self._model.structured(reading.asking(self._reader, message, context), self._shape)
        except ModelError:
            return None

    async def _merged(self, message: str, context: ReadContext, first: Reading, heard: reading.Heard | None) -> Reading:
        if heard is None:
            return first
        found = await pointed_at(heard, message, context, first["entities"], self._fallback)
        return merged(first, heard, self._pack, context, found)

    async def _worded(self, acts: Sequence[Act], voice: Voice, reference: str) -> AsyncIterator[tuple[str, bool]]:
        """Sentences, and whether each is the model's. Outside of a turn nobody waits for prose: no model is asked."""
        guard: Guard | None = None
        if reference and current() is not None:
            try:
                asking = writing.asking(self._prompts, acts, voice, reference)
                async with (
                    await self._model.call(asking) as call,
                    aclosing(self._model.words(asking, call)) as words,
                    ahead(_first(words)) as first,
                ):
                    await head_start(first)
                    guard = Guard(reference, acts, voice, self._pack.wordings)
                    async with aclosing(_passed(going_on(first, words), call, guard)) as passed:
                        async for piece in passed:
                            yield piece, True
                    if guard.rest():
                        call.fails("leaves out")
            except ModelError:
                pass
        if rest := _joined(guard) if guard else reference:
            yield rest, False


def _personal_in(reading: Reading) -> tuple[str, ...]:
    return tuple(each["text"] for each in reading["entities"] if each["kind"] in PERSONAL)


async def _first(words: AsyncGenerator[str]) -> str:
    """Empty where no words come."""
    return await anext(words, "")


async def _passed(said: AsyncIterator[str], call: Call, guard: Guard) -> AsyncGenerator[str]:
    """The model's sentences for as long as they pass. What is not yet a whole sentence waits."""
    waiting = ""
    async for words in said:
        waiting = (waiting + words) if guard.said else (waiting + words).lstrip()
        *whole, waiting = _whole(waiting)
        for piece in whole:
            if not _takes(call, guard, piece):
                return
            yield piece
        if guard.is_too_long(waiting):
            call.fails("too long")
            return
    if call.failed:
        return
    if waiting.strip() and _takes(call, guard, waiting.rstrip()):
        yield waiting.rstrip()
    elif not guard.said:
        call.fails("empty")


def _whole(waiting: str) -> list[str]:
    """The whole sentences, then what begins the next; the space between two goes before the second."""
    *done, last = pieces(waiting) or [""]
    found, gap = list[str](), ""
    for piece in done:
        found.append(gap + piece.rstrip())
        gap = piece[len(piece.rstrip()) :]
    return [*found, gap + last]


def _takes(call: Call, guard: Guard, piece: str) -> bool:
    if fault := guard.takes(piece):
        call.fails(fault)
    return fault is None


def _joined(guard: Guard) -> str:
    """What the templates have left to say, with the space that sets it off from what was said."""
    rest = guard.rest()
    return f" {rest}" if rest and guard.said and not guard.said[-1].isspace() else rest
