"""The embedded server as its users see it: an address that answers while they hold it."""

import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from store.embedded import cluster
from store.embedded.account import ENVIRONMENT
from store.embedded.binaries import programs_for
from store.embedded.errors import EmbeddedServerError, did_not_start
from store.embedded.home import SHARED, Home, make_root, settle, start_lock, users_lock
from store.embedded.locks import alone, is_held_alone, shared
from store.embedded.plan import ALREADY_SUPERVISED, Plan

_PACKAGES = Path(__file__).resolve().parents[2]
_LAUNCHES = 2
"""A supervisor that went may have been killed: one more gets its chance. Two that went have given up."""
_PAUSE_S = 0.02
_STATUS_LINE = 7


def _quiet(_progress: str) -> None:
    pass


class EmbeddedServer:
    """One user's hold on the server of a data folder, which any number of processes may hold at once.

    It runs until ``linger_s`` after the last hold has ended: by ``release``, or with its process. A process
    that forks shares its hold with its child.
    """

    def __init__(self, home: Home, hold: int, say: Callable[[str], None], linger_s: float, patience_s: float) -> None:
        self._home = home
        self._hold: int | None = hold
        self._say = say
        self._linger_s = linger_s
        self._patience_s = patience_s

    @classmethod
    def start(
        cls,
        data_dir: Path,
        say: Callable[[str], None] = _quiet,
        *,
        linger_s: float = 2.0,
        patience_s: float = 120.0,
    ) -> Self:
        """Returns once the server of ``data_dir`` answers; starts it, and creates its data, if need be.

        ``say`` is told in a sentence about each step that takes time. Raises EmbeddedServerError.
        """
        try:
            return cls._start(data_dir, say, linger_s, patience_s)
        except TimeoutError as error:
            raise EmbeddedServerError(f"The database in {data_dir} is busy: {error}") from error
        except OSError as error:
            raise EmbeddedServerError(f"The database cannot be kept in {data_dir}: {error}") from error

    @classmethod
    def _start(cls, data_dir: Path, say: Callable[[str], None], linger_s: float, patience_s: float) -> Self:
        root = make_root(data_dir)
        hold = shared(users_lock(root), patience_s)
        try:
            with alone(start_lock(root), patience_s):
                server = cls(settle(root, say), hold, say, linger_s, patience_s)
                server._bring_up()
        except BaseException:
            os.close(hold)
            raise
        return server

    @property
    def url(self) -> str:
        """Over the Unix socket, as the role ``parley``, which owns everything; the same after a restart."""
        return self._home.url

    def ensure(self) -> None:
        """Brings the server back if it or its supervisor was killed; at once when it answers."""
        if self._hold is None:
            raise EmbeddedServerError(f"The database in {self._home.root} was released: start it again")
        try:
            with alone(self._home.start_lock, self._patience_s):
                self._bring_up()
        except OSError as error:
            raise EmbeddedServerError(f"The database in {self._home.root} is not to be had: {error}") from error

    def release(self) -> None:
        """Gives the hold back; the last one stops the server. Again is harmless."""
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.release()

    def _bring_up(self) -> None:
        """Waits for the supervisor to get the server to answer, or becomes the one that launches it."""
        until = time.monotonic() + self._patience_s
        log_size = self._home.log.stat().st_size if self._home.log.exists() else 0
        launches = 0
        while not self._answers():
            if not is_held_alone(self._home.supervisor_lock):
                if launches == _LAUNCHES:
                    raise did_not_start(self._home.base, self._home.log, log_size, "did not start")
                self._launch()
                launches += 1
            if time.monotonic() > until:
                reason = f"did not answer within {self._patience_s:.0f} s"
                raise did_not_start(self._home.base, self._home.log, log_size, reason)
            time.sleep(_PAUSE_S)

    def _answers(self) -> bool:
        """Whether the server says that it is ready, takes a connection and is under a living supervisor."""
        try:
            status = (self._home.cluster / "postmaster.pid").read_text().splitlines()[_STATUS_LINE:]
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(self._home.socket))
        except (FileNotFoundError, ConnectionError):
            return False
        return status[:1] == ["ready   "] and is_held_alone(self._home.supervisor_lock)

    def _launch(self) -> None:
        programs = programs_for(self._home.account, SHARED)
        if not self._home.cluster.exists():
            cluster.create(programs, self._home, self._say)
        self._home.open_socket_dir()
        self._say("Starting the local database")
        with open(self._home.log, "ab") as log:
            done = subprocess.run(
                [sys.executable, "-S", "-P", "-m", "store.embedded.supervisor"],
                input=pickle.dumps(self._plan(programs)),
                env={**ENVIRONMENT, "PYTHONPATH": str(_PACKAGES)},
                stdout=log,
                stderr=log,
                start_new_session=True,
                check=False,
            )
        if done.returncode not in (0, ALREADY_SUPERVISED):
            raise EmbeddedServerError(f"The database's supervisor did not start: see {self._home.log}")

    def _plan(self, programs: Path) -> Plan:
        home, account = self._home, self._home.account
        return Plan(
            command=cluster.command(programs, home),
            environment=dict(ENVIRONMENT),
            uid=account.uid if account.switch else None,
            gid=account.gid if account.switch else None,
            cluster=home.cluster,
            socket=home.socket,
            log=home.log,
            users_lock=home.users_lock,
            supervisor_lock=home.supervisor_lock,
            data_lock=home.data_lock,
            linger_s=self._linger_s,
        )
