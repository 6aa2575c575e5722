"""Folders, user processes and process ids for the tests of the embedded server."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from store.embedded.locks import is_held_alone

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0
_ROOM = 1024**3

_HOLD = """
import sys
from pathlib import Path
from store.embedded import EmbeddedServer

server = EmbeddedServer.start(Path(sys.argv[1]), linger_s=float(sys.argv[2]))
print(server.url, flush=True)
sys.stdin.read()
"""


@contextmanager
def data_folder(mode: int = 0o755) -> Iterator[Path]:
    """A new data folder that any account can reach; at the end its server has stopped and it is gone."""
    above = Path(tempfile.mkdtemp(prefix="parley-test-", dir=fast_disk()))
    above.chmod(mode)
    folder = above / "data"
    try:
        yield folder
        until(lambda: not is_supervised(folder))
    finally:
        shutil.rmtree(above)


def fast_disk() -> str:
    """A file system in memory where there is one with room: the tests create many databases."""
    memory = "/dev/shm"
    return memory if os.path.isdir(memory) and shutil.disk_usage(memory).free > _ROOM else "/tmp"


class UserProcess:
    """Another process that holds the server of ``folder`` until it is closed or killed."""

    def __init__(
        self,
        folder: Path,
        *,
        linger_s: float = 0.0,
        python: str = sys.executable,
        account: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [python, "-c", _HOLD, str(folder), str(linger_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            user=account,
            extra_groups=None if account is None else [],
        )

    def url(self) -> str:
        """Where it was told that the server is; empty when it failed."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate(timeout=PATIENCE_S)

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.process.returncode is None:
            self.close()


def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as ``condition`` holds; fails the test when it does not in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_supervised(folder: Path) -> bool:
    lock = folder / "postgres" / "supervisor.lock"
    return lock.exists() and is_held_alone(lock)


def postmaster(folder: Path) -> int:
    """The process id of the running server whose data are below ``folder``."""
    return int((folder / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def parent(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("PPid:"))


def is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
