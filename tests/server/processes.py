"""Starting and killing real servers for tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

START_PATIENCE_S = 90.0
COMMAND = [sys.executable, "-c", "from server.cli.app import main; main()"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def only_pack(root: Path, target: Path, *tenants: str) -> Path:
    """A packs folder with just those tenants, so that servers of a test start quickly."""
    target.mkdir()
    for name in ("_base", *tenants):
        (target / name).symlink_to(root / name)
    return target


class ServerProcess:
    """``parley serve`` as a process of its own."""

    def __init__(self, database_url: str, folder: Path, packs: Path, **extra: str) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "PARLEY_DATA_DIR": str(folder / "data"),
            "PARLEY_PACKS_DIR": str(packs),
            "PARLEY_PORT": str(self.port),
            "PARLEY_RATE_LIMIT": "100000/minute",
            **extra,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen([*COMMAND, "serve"], env=self._env, stdout=log, stderr=log)
        deadline = time.monotonic() + START_PATIENCE_S
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self._log.read_text()
            try:
                if httpx.get(f"{self.base}/health/live", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.03)
        raise AssertionError(f"the server did not start: {self._log.read_text()}")

    def kill(self) -> None:
        """As the kernel or a power cut would: no farewell."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
