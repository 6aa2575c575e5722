"""The process that keeps one PostgreSQL running while anybody uses it: standard library only, to be small.

Users share ``users_lock``: when the supervisor gets that one alone, nobody is left, whether they ended or
were killed. It holds ``supervisor_lock`` itself, so that its own death is as plain to see.
"""

import contextlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from types import FrameType

from store.embedded.locks import let_go, open_lock, try_alone
from store.embedded.plan import ALREADY_SUPERVISED, Plan
from store.embedded.postmaster import free_the_data, spawn, stop

_POLL_S = 0.1
_LOG_LIMIT = 8 * 1024 * 1024
_TRIES = 3
_SETTLED_S = 10.0


class Supervisor:
    def __init__(self, plan: Plan, own_lock: int) -> None:
        self._plan = plan
        self._own_lock = own_lock
        self._users = open_lock(plan.users_lock)
        self._idle_since: float | None = None
        self._told_to_stop = False

    def run(self) -> None:
        """Starts PostgreSQL again whenever it ends by itself; gives up when it will not stay up."""
        signal.signal(signal.SIGTERM, self._stop_soon)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        failures = 0
        while failures < _TRIES and free_the_data(self._plan):
            time.sleep(0.1 * failures)
            began = time.monotonic()
            if self._watch(spawn(self._plan)):
                return
            failures = 0 if time.monotonic() - began > _SETTLED_S else failures + 1

    def _stop_soon(self, _signal: int, _frame: FrameType | None) -> None:
        self._told_to_stop = True

    def _watch(self, server: subprocess.Popen[bytes]) -> bool:
        """True once it was stopped because it is not needed, False when it ended by itself."""
        while server.poll() is None:
            if self._told_to_stop or self._home_is_gone() or self._nobody_is_left():
                stop(server)
                self._leave_no_trace()
                return True
            self._bound_log()
            time.sleep(_POLL_S)
        return False

    def _nobody_is_left(self) -> bool:
        """True after ``linger_s`` without users; those who come then wait until this process has ended."""
        if not try_alone(self._users):
            self._idle_since = None
            return False
        now = time.monotonic()
        if self._idle_since is None:
            self._idle_since = now
        if now - self._idle_since >= self._plan.linger_s:
            return True
        let_go(self._users)
        return False

    def _home_is_gone(self) -> bool:
        """Whether the folder was deleted or replaced: the lock that we hold then guards nothing."""
        try:
            return self._plan.supervisor_lock.stat().st_ino != os.fstat(self._own_lock).st_ino
        except FileNotFoundError:
            return True

    def _leave_no_trace(self) -> None:
        """Removes the socket's folder, which may be outside of our home."""
        with contextlib.suppress(OSError):
            self._plan.socket.parent.rmdir()

    def _bound_log(self) -> None:
        """Keeps one earlier log; the server appends, so the file can be emptied under it."""
        log = self._plan.log
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def main() -> None:
    """Reads its plan, takes the lock, lets the caller go on, and stays behind as nobody's child."""
    plan: Plan = pickle.load(sys.stdin.buffer)
    lock = open_lock(plan.supervisor_lock)
    if not try_alone(lock):
        sys.exit(ALREADY_SUPERVISED)
    if os.fork():
        os._exit(0)
    os.chdir("/")
    Supervisor(plan, lock).run()


if __name__ == "__main__":
    main()
