"""``parley bench sse``: one server process with many open widgets: its memory, and how soon each has a message."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from evals.bench.database import scratch_settings
from kit.settings import Settings

TENANT = "colombiatic"
BASE = "/api/v5/sales"
PATIENCE_S = 240.0
OPENED_TOGETHER = 50
QUIET_S = 3.0
PAUSE_S = 0.2
SPOKEN_TO = 0
"""The conversation whose widgets the messages go to."""


class Widget:
    """One open stream, read as it comes; ``seen`` is when each message number arrived."""

    def __init__(self, session: dict[str, Any]) -> None:
        self.session = session
        self.seen: dict[int, float] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self, port: int) -> None:
        reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        path = f"{BASE}/session/{self.session['session_id']}/events"
        lines = [f"GET {path} HTTP/1.1", "Host: bench", f"Authorization: Bearer {self.session['token']}", "", ""]
        self._writer.write("\r\n".join(lines).encode())
        await reader.readuntil(b"\r\n\r\n")
        self._reading = asyncio.create_task(self._read(reader))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        async for line in reader:
            if line.startswith(b"id: "):
                self.seen.setdefault(int(line[4:]), time.perf_counter())

    def close(self) -> None:
        if self._reading and self._writer:
            self._reading.cancel()
            self._writer.close()


async def bench_sse(
    settings: Settings, widgets: int, conversations: int, messages: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """``{"widgets", "each", "messages", "memory_mb": {…}, "ms_p50", "ms_p95", "missed"}``.

    Milliseconds are from sending a message to the arrival of its row at the last widget of its conversation.
    """
    async with scratch_settings(settings) as chosen:
        async with _server(chosen, say):
            say("its content is indexed; it begins again as it does from then on")
        async with _server(chosen, say) as (pid, port):
            before, after, each, taken, missed = await _measure(pid, port, widgets, conversations, messages)
    ranked = sorted(taken)
    return {
        "widgets": widgets,
        "each": each,
        "messages": messages,
        "memory_mb": {"before": before, "open": after},
        "ms_p50": round(ranked[len(ranked) // 2], 1),
        "ms_p95": round(ranked[int(len(ranked) * 0.95)], 1),
        "missed": missed,
    }


async def _measure(
    pid: int, port: int, widgets: int, conversations: int, messages: int
) -> tuple[float, float, int, list[float], int]:
    """Memory before and with all widgets open, widgets of the conversation, milliseconds, rows that never came."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}{BASE}", timeout=60) as client:
        sessions = [await _session(client) for _ in range(conversations)]
        await _say(client, await _session(client), "warm")
        before = _memory_mb(pid)
        opened = [Widget(sessions[place % conversations]) for place in range(widgets)]
        for start in range(0, widgets, OPENED_TOGETHER):
            await asyncio.gather(*(widget.open(port) for widget in opened[start : start + OPENED_TOGETHER]))
        await asyncio.sleep(QUIET_S)
        after = _memory_mb(pid)
        watching = [widget for widget in opened if widget.session is sessions[SPOKEN_TO]]
        taken, missed = await _spread(client, sessions[SPOKEN_TO], watching, messages)
        for widget in opened:
            widget.close()
    return before, after, len(watching), taken, missed


async def _spread(
    client: httpx.AsyncClient, session: dict[str, Any], watching: list[Widget], messages: int
) -> tuple[list[float], int]:
    """Milliseconds until the last widget has each message; how many never had one."""
    taken, missed, seq = [], 0, len(session["messages"])
    for place in range(messages):
        began = time.perf_counter()
        reply = await _say(client, session, f"m{place}")
        await asyncio.sleep(PAUSE_S)
        arrivals = [widget.seen.get(seq + 1) for widget in watching]
        missed += arrivals.count(None)
        taken.append(1000 * (max(at for at in arrivals if at is not None) - began))
        seq += 1 + reply
    return taken, missed


async def _say(client: httpx.AsyncClient, session: dict[str, Any], message: str) -> int:
    """How many replies the message had."""
    body = {"session_id": session["session_id"], "message_id": message, "text": "¿hasta qué hora atienden?"}
    headers = {"Authorization": f"Bearer {session['token']}"}
    answer = await client.post("/process-message", json=body, headers=headers)
    return len(answer.raise_for_status().json()["replies"])


async def _session(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.post("/start-session", json={"tenant": TENANT})
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


@asynccontextmanager
async def _server(settings: Settings, say: Callable[[str], None]) -> AsyncIterator[tuple[int, int]]:
    """``parley serve`` as a process of its own, as it is shipped."""
    port = _free_port()
    assert settings.database_url is not None
    env = {
        **os.environ, "DATABASE_URL": settings.database_url.get_secret_value(), "PARLEY_PORT": str(port),
        "PARLEY_DATA_DIR": str(settings.data_dir), "PARLEY_RATE_LIMIT": "100000/minute",
    }  # fmt: skip
    command = [sys.executable, "-c", "from server.cli.app import main; main()", "serve"]
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, env=env, stdout=quiet, stderr=quiet)
    try:
        await _ready(port, process)
        say("the server is ready")
        yield process.pid, port
    finally:
        process.terminate()
        await process.wait()


async def _ready(port: int, process: asyncio.subprocess.Process) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    async with httpx.AsyncClient() as client:
        while time.perf_counter() < deadline and process.returncode is None:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    raise TimeoutError("the server did not begin in time")


def _memory_mb(pid: int) -> float:
    """Resident memory, as the kernel counts it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return round(kilobytes / 1024, 1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
