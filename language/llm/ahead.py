"""Asking the model first, and doing what else there is to do while it thinks."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

Value = TypeVar("Value")

HEAD_START_S = 0.005
"""Time in which a question gets on its way before this process does anything else."""


@asynccontextmanager
async def ahead(asking: Coroutine[Any, Any, Value]) -> AsyncIterator[asyncio.Task[Value]]:
    """``asking`` as a task under way; left before it is done, it is called off."""
    task = asyncio.create_task(asking)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})


async def head_start(task: asyncio.Task[Any]) -> None:
    await asyncio.wait({task}, timeout=HEAD_START_S)


async def going_on(first: asyncio.Task[str], words: AsyncGenerator[str]) -> AsyncGenerator[str]:
    """``words`` from their beginning, which ``first`` has asked for."""
    if text := await first:
        yield text
    async for text in words:
        yield text
