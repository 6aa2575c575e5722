"""Starts and stops one PostgreSQL on data that nothing else is using."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

from store.embedded.leftovers import outlast
from store.embedded.locks import alone, open_lock
from store.embedded.plan import Plan

_SET_PARENT_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of prctl(2)."""
_WAYS_TO_STOP = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
"""Fast shutdown; if that hangs, the immediate one, from which the next start recovers."""


def free_the_data(plan: Plan) -> bool:
    """Ends what an earlier server left, and the files that name it: process ids are used again."""
    lock = open_lock(plan.data_lock)
    try:
        if not outlast(lock, plan.cluster):
            return False
        (plan.cluster / "postmaster.pid").unlink(missing_ok=True)
        Path(f"{plan.socket}.lock").unlink(missing_ok=True)
        return True
    finally:
        os.close(lock)


def spawn(plan: Plan) -> subprocess.Popen[bytes]:
    """The server, whose processes inherit the lock on the data: it is free when the last one has ended."""
    with alone(plan.data_lock, patience_s=5) as lock, open(plan.log, "ab") as log:
        return _run(plan, lock, log.fileno())


def stop(server: subprocess.Popen[bytes]) -> None:
    for how, patience_s in _WAYS_TO_STOP:
        server.send_signal(how)
        try:
            server.wait(patience_s)
        except subprocess.TimeoutExpired:
            continue
        return


def _run(plan: Plan, lock: int, log: int) -> subprocess.Popen[bytes]:
    supervisor = os.getpid()
    return subprocess.Popen(
        plan.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env=plan.environment,
        umask=0o077,
        user=plan.uid,
        group=plan.gid,
        extra_groups=None if plan.uid is None else [],
        pass_fds=(lock,),
        start_new_session=True,
        preexec_fn=lambda: _end_with(supervisor),  # noqa: PLW1509  (the supervisor has one thread)
    )


def _end_with(supervisor: int) -> None:
    """In the new process, on Linux: has the kernel ask for a fast shutdown when the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGINT)
        if os.getppid() != supervisor:
            os._exit(1)
