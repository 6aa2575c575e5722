"""An engine that takes its time, a little different each time, so that people come in between."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from random import Random

from evals.bench.engine import ConstantEngine
from language.port import Act, ReadContext, Reading, Voice

SENTENCES = ("Con gusto.", " Nuestro equipo trabaja toda la semana.", " Responde por este mismo medio.")


class SlowEngine(ConstantEngine):
    """Reads and writes the same each time, in up to ``slowest_s`` seconds a step."""

    def __init__(self, random: Random, slowest_s: float) -> None:
        self._random = random
        self._slowest_s = slowest_s

    async def read(self, message: str, context: ReadContext) -> Reading:
        await self._pause()
        return await super().read(message, context)

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        del acts, voice
        await self._pause()
        return "".join(SENTENCES)

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        del acts, voice
        for sentence in SENTENCES:
            await self._pause()
            yield sentence

    async def _pause(self) -> None:
        await asyncio.sleep(self._random.random() * self._slowest_s)
