"""Starting, stopping and killing real servers and workers for tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.houses import data_of

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


class ParleyProcess:
    """A command that runs until it is stopped, as a process of its own, with its log in ``folder``."""

    def __init__(self, command: str, database_url: str, folder: Path, packs: Path, **extra: str) -> None:
        self._command = command
        self.log = folder / f"{command}.log"
        self._env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "PARLEY_DATA_DIR": str(data_of(folder)),
            "PARLEY_PACKS_DIR": str(packs),
            "PARLEY_RATE_LIMIT": "100000/minute",
            **extra,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([*COMMAND, self._command], env=self._env, stdout=log, stderr=log)
        deadline = time.monotonic() + START_PATIENCE_S
        while not self.is_ready():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, f"it did not start: {self.log.read_text()}"
            time.sleep(0.03)

    def is_ready(self) -> bool:
        raise NotImplementedError

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


class ServerProcess(ParleyProcess):
    """``parley serve`` on a port of its own."""

    def __init__(self, database_url: str, folder: Path, packs: Path, **extra: str) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        super().__init__("serve", database_url, folder, packs, PARLEY_PORT=str(self.port), **extra)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.base}/health/live", timeout=2).status_code == 200
        except httpx.TransportError:
            return False


class WorkerProcess(ParleyProcess):
    """``parley worker``."""

    def __init__(self, database_url: str, folder: Path, packs: Path, **extra: str) -> None:
        super().__init__("worker", database_url, folder, packs, **extra)

    def is_ready(self) -> bool:
        return "The worker is running" in self.log.read_text()
