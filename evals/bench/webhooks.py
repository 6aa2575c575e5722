"""``parley bench webhooks``: how fast webhooks are acknowledged at a steady rate, and whether any is lost or double."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
from pydantic import SecretStr

from commerce.packs.load import load
from evals.bench.database import scratch_settings
from evals.bench.engine import ConstantEngine
from kit.settings import Settings
from language.embedded.encoder.hashing import HashingEncoder
from server.connecting import keep_keys
from server.webhooks.work import WebhookWork
from server.wiring import House, open_house

TENANT = "autoparts"
SECRET = "bench-secret"
KEYS = {"app_secret": SECRET, "verify_token": "bench", "access_token": "bench"}
PATIENCE_S = 120.0
Say = Callable[[str], None]


async def bench_webhooks(settings: Settings, count: int, repeated: float, rate: float, say: Say) -> dict[str, Any]:
    """A server that only acknowledges, a worker that takes in, and whoever brings them: three processes.

    ``lost`` and ``double`` are told from the rows; ``ack_ms`` from the moment in which each webhook was due;
    ``server_cpu_ms`` is the server's own processor time for one.
    """
    again = int(count * repeated)
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
        async with scratch_settings(settings) as own:
            chosen = own.model_copy(update={"data_dir": Path(folder), "secret_key": SecretStr("bench")})
            async with _house(chosen) as house, _serving(chosen) as (callback, pid):
                work = asyncio.create_task(WebhookWork(house, answer=False).run())
                say(f"{count} webhooks at {rate:g} a second …")
                before, spent = os.getloadavg()[0], _cpu_s(pid)
                told = await _brought(callback, house, count - again, again, rate)
                spent = _cpu_s(pid) - spent
                seconds = await _taken_in(house)
                work.cancel()
                rows = await _rows(house)
    return {
        "webhooks": count, "unique": count - again, "rate": rate, "brought_per_s": round(count / told["seconds"], 1),
        "refused": told["refused"], "lost": count - again - rows["messages"], "double": rows["all"] - rows["messages"],
        "ack_ms": _percentiles(told["ms"]), "taken_in_after_s": round(seconds, 2),
        "server_cpu_ms": round(spent / count * 1000, 2),
        "load": {"cores": os.cpu_count(), "before": round(before, 1), "after": round(os.getloadavg()[0], 1)},
    }  # fmt: skip


@asynccontextmanager
async def _house(settings: Settings) -> AsyncIterator[House]:
    async with open_house(settings, only=[], encoder=HashingEncoder()) as house:
        pack = load(settings.packs_dir, TENANT, settings.data_dir)
        await house.admit(pack.model_copy(update={"documents": []}), engine=ConstantEngine())
        await keep_keys(house, TENANT, "whatsapp", KEYS)
        yield house


@asynccontextmanager
async def _serving(settings: Settings) -> AsyncIterator[tuple[str, int]]:
    """A server of its own process that leaves the work to others; its callback and the process."""
    port, url = _free_port(), settings.database_url
    assert url is not None
    env = {
        **os.environ, "DATABASE_URL": url.get_secret_value(), "PARLEY_DATA_DIR": str(settings.data_dir),
        "PARLEY_PORT": str(port), "PARLEY_SECRET_KEY": "bench", "PARLEY_WORKER_INSIDE": "false",
        "PARLEY_ENCODER": "ngrams", "PARLEY_SWEEP_AFTER_S": "3600",
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from server.cli.app import main; main()", "serve", env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await _ready(f"http://127.0.0.1:{port}/health/ready")
        yield f"http://127.0.0.1:{port}/api/chat/webhook", process.pid
    finally:
        process.terminate()
        await process.wait()


async def _ready(url: str) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    async with httpx.AsyncClient() as client:
        while time.perf_counter() < deadline:
            try:
                if (await client.get(url)).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    raise TimeoutError("the server did not start in time")


async def _brought(callback: str, house: House, unique: int, again: int, rate: float) -> dict[str, Any]:
    line = house.tenant(TENANT).pack.file.channels.whatsapp.numbers[0].phone_number_id
    options = [callback, SECRET, line, str(unique), str(again), str(rate)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "evals.webhooks.load", *options, stdout=subprocess.PIPE
    )
    out, _ = await process.communicate()
    found: dict[str, Any] = orjson.loads(out)
    return found


async def _taken_in(house: House) -> float:
    """Seconds from the last acknowledgement until everything is rows."""
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE_S:
        async with house.store.unit(TENANT) as unit:
            if not await unit.rows("SELECT 1 FROM webhooks WHERE state = 'waiting' LIMIT 1"):
                break
        await asyncio.sleep(0.05)
    return time.perf_counter() - began


async def _rows(house: House) -> dict[str, int]:
    async with house.store.unit(TENANT) as unit:
        row = await unit.row(
            'SELECT count(DISTINCT whatsapp_message_id) AS messages, count(*) AS "all" FROM messages '
            "WHERE sender_type = 'client'"
        )
    assert row is not None
    return {"messages": row["messages"], "all": row["all"]}


def _percentiles(took: list[float]) -> dict[str, float]:
    ordered = sorted(took)
    places = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * at))], 1) for name, at in places.items()}
    return {**found, "max": round(ordered[-1], 1)}


def _cpu_s(pid: int) -> float:
    """Processor time of a process so far, where the system tells it (Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
