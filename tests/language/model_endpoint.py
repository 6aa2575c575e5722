"""A model's endpoint on this machine that answers from a script."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; ``silent`` ones send their headers, and then nothing for as long as the test lasts."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    silent: bool = False
    streamed: bytes | None = None
    """What is sent instead where a stream was asked for."""


def says(text: str | None, *, refusal: str | None = None, finish: str = "stop") -> Answer:
    """A well-formed completion that says ``text``."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    usage = {"prompt_tokens": 120, "completion_tokens": 9, "total_tokens": 129}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    completion = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    delta = {"index": 0, "finish_reason": finish, "delta": message}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
    events = [json.dumps(chunk), json.dumps({**chunk, "choices": [], "usage": usage}), "[DONE]"]
    streamed = "".join(f"data: {event}\n\n" for event in events).encode()
    return Answer(json.dumps({**completion, "usage": usage}).encode(), streamed=streamed)


def hears(
    *intents: tuple[str, float],
    reply: str | None = None,
    sentiment: float = 0.0,
    entities: Sequence[tuple[str, str]] = (),
    answer: str | None = None,
    commands: Sequence[str] = (),
) -> Answer:
    """A completion that reads the message so."""
    named = [{"name": name, "confidence": confidence} for name, confidence in intents]
    pointed = [{"kind": kind, "text": text} for kind, text in entities]
    heard = {
        "intents": named, "sentiment": sentiment, "reply": reply, "entities": pointed, "answer": answer,
        "commands": list(commands),
    }  # fmt: skip
    return says(json.dumps(heard))


class Endpoint:
    """Answers each request with the next of ``answers``, and keeps what it was asked."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = list(answers)
        self._over = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()
        self.requests: list[dict[str, Any]] = []

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        finally:
            self._over.set()
            server.close()
            await asyncio.gather(*self._busy)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._converse(reader, writer))
        self._busy.add(task)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):  # who has waited long enough may leave by a reset
            while request := await _request(reader):
                await self._reply(request, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _reply(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        self.requests.append(json.loads(request))
        answer = self._answers.pop(0)
        if self.requests[-1].get("stream") and answer.streamed is not None:
            answer = Answer(answer.streamed, headers={"content-type": "text/event-stream"})
        writer.write(_head(answer) + answer.body)
        await writer.drain()
        if answer.silent:
            await self._over.wait()


async def _request(reader: asyncio.StreamReader) -> bytes | None:
    """The body of the next request, or None when the other side has gone."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    sizes = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return await reader.readexactly(int(sizes[0]))


def _head(answer: Answer) -> bytes:
    size = len(answer.body) + (1 if answer.silent else 0)
    lines = [f"HTTP/1.1 {answer.status} Scripted", f"content-length: {size}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
