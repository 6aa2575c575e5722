"""Running asynchronous work from a command."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

import uvloop

Found = TypeVar("Found")


def run(work: Coroutine[object, object, Found]) -> Found:
    """Runs ``work`` to its end on a fast event loop."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
