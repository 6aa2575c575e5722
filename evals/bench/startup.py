"""``parley bench startup``: from starting the process to its first answer, cold and warm."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import orjson

from kit.settings import Settings

PORT = 8399
PATIENCE_S = 120.0


def bench_startup(settings: Settings, starts: int) -> dict[str, Any]:
    """``{"first_s", "again_s": [..]}``: seconds until a customer's first message is answered."""
    del settings
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
        first = _one_start(Path(folder))
        again = [_one_start(Path(folder)) for _ in range(starts)]
    return {"first_s": round(first, 2), "again_s": [round(seconds, 2) for seconds in again]}


def _one_start(folder: Path) -> float:
    env = {**os.environ, "PARLEY_DATA_DIR": str(folder), "PARLEY_PORT": str(PORT)}
    command = [sys.executable, "-c", "from server.cli.app import main; main()", "serve"]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _first_answer(began + PATIENCE_S)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(20)


def _first_answer(deadline: float) -> None:
    base = f"http://127.0.0.1:{PORT}/api/v5/sales"
    while time.perf_counter() < deadline:
        try:
            session = _post(f"{base}/start-session", {"tenant": "colombiatic"}, None)
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    else:
        raise TimeoutError("the server did not answer in time")
    body = {"session_id": session["session_id"], "message_id": "1", "text": "¿Cuánto cuesta un chatbot?"}
    _post(f"{base}/process-message", body, session["token"])


def _post(url: str, body: dict[str, Any], token: str | None) -> Any:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, orjson.dumps(body), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return orjson.loads(answer.read())
