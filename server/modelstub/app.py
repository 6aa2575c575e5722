"""``/v1/chat/completions`` and ``/v1/models`` as an OpenAI-compatible endpoint has them, faults included."""

import asyncio
import hashlib
import json
import time
from collections.abc import Callable
from random import Random
from typing import Any

from starlette.types import Receive, Scope, Send

from server.modelstub.asked import Asked, asked_of
from server.modelstub.faults import Fault, Script
from server.modelstub.said import Said, chunks, completion, tokens
from server.modelstub.spoil import spoilt

Answer = Callable[[Asked, Random], Said]
JSON = b"application/json"


class ModelApp:
    """An ASGI application that answers with ``answer``, spoilt by ``script``. ``said`` and ``asked`` are kept.

    ``pace_s`` is the pause before each piece of a stream. The same request and seed get the same answer.
    """

    def __init__(self, answer: Answer, script: Script | None = None, *, seed: int = 1, pace_s: float = 0.0) -> None:
        self._answer, self._script, self._seed, self._pace_s = answer, script or Script(), seed, pace_s
        self._prompts: set[str] = set()
        self.asked: list[Asked] = []
        self.said: list[Said] = []
        self.sent: list[float] = []
        """When each piece of the last stream was sent, in seconds of the steady counter."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].endswith("/models"):
            await _object(send, 200, {"object": "list", "data": [{"id": "stub", "object": "model"}]})
        elif not scope["path"].endswith("/chat/completions"):
            await _object(send, 404, {"error": {"message": f"There is no {scope['path']}.", "type": "not_found"}})
        else:
            await self._complete(receive, send)

    async def _complete(self, receive: Receive, send: Send) -> None:
        try:
            asked = asked_of(json.loads(await _body(receive)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            await _object(send, 400, {"error": {"message": f"The request is not understood: {error!r}."}})
            return
        self.asked.append(asked)
        fault = self._script.next(asked)
        if fault.kind == "silent":
            while (await receive())["type"] != "http.disconnect":
                continue
        elif fault.kind == "http":
            await _refuse(send, fault)
        elif fault.kind == "page":
            await _whole(send, 200, b"<html><body>gateway</body></html>", b"text/html")
        else:
            await self._say(asked, fault, send)

    async def _say(self, asked: Asked, fault: Fault, send: Send) -> None:
        said = spoilt(self._answer(asked, self._chance(asked)), fault)
        self.said.append(said)
        cached = self._cached(asked)
        if asked.stream:
            await self._stream(send, fault, list(chunks(asked, said, cached)))
            return
        body = json.dumps(completion(asked, said, cached)).encode()
        if fault.kind == "dropped":
            await _start(send, 200, JSON, len(body))
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            return
        if fault.kind == "drip":
            await asyncio.sleep(fault.seconds)
        await _whole(send, 200, body[: len(body) // 2] if fault.kind == "half_json" else body)

    async def _stream(self, send: Send, fault: Fault, pieces: list[dict[str, Any]]) -> None:
        """Server-sent events. What returns before its end breaks the connection off."""
        await _start(send, 200, b"text/event-stream")
        self.sent = []
        pause = fault.seconds if fault.kind == "drip" else self._pace_s
        for place, piece in enumerate(pieces):
            if fault.kind == "dropped" and place > fault.after:
                return
            if pause:
                await asyncio.sleep(pause)
            self.sent.append(time.perf_counter())
            data = json.dumps(piece)
            if fault.kind == "half_json" and place > fault.after:
                data = data[: len(data) // 2]
            await send({"type": "http.response.body", "body": f"data: {data}\n\n".encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})

    def _chance(self, asked: Asked) -> Random:
        return Random(hashlib.sha256(f"{self._seed}\n{asked.purpose}\n{asked.human}".encode()).digest())

    def _cached(self, asked: Asked) -> int:
        """Tokens of a system prompt that came before, as endpoints that cache prompts count them."""
        if asked.system in self._prompts:
            return tokens(asked.system)
        self._prompts.add(asked.system)
        return 0


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _refuse(send: Send, fault: Fault) -> None:
    error = {"error": {"message": "The stand-in was told to fail.", "type": "scripted", "code": fault.status}}
    extra = [(b"retry-after", fault.retry_after.encode())] if fault.retry_after else []
    await _whole(send, fault.status, json.dumps(error).encode(), extra=extra)


async def _object(send: Send, status: int, value: Any) -> None:
    await _whole(send, status, json.dumps(value).encode())


async def _whole(
    send: Send, status: int, body: bytes, kind: bytes = JSON, extra: list[tuple[bytes, bytes]] | None = None
) -> None:
    await _start(send, status, kind, len(body), extra)
    await send({"type": "http.response.body", "body": body})


async def _start(
    send: Send, status: int, kind: bytes, size: int | None = None, extra: list[tuple[bytes, bytes]] | None = None
) -> None:
    headers = [(b"content-type", kind), *(extra or [])]
    if size is not None:
        headers.append((b"content-length", str(size).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
