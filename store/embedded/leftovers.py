"""What an earlier server left running on the data, and how to be rid of it before the next one starts."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from store.embedded.locks import try_alone

_STEPS = ((1.0, None), (15.0, signal.SIGINT), (5.0, signal.SIGQUIT), (5.0, signal.SIGKILL))
"""What to send, and for how many seconds to wait for the processes to go."""
_PAUSE_S = 0.05


def outlast(lock: int, cluster: Path) -> bool:
    """Waits, with growing force, until ``lock`` on the data is free, and takes it; False if it never is."""
    for patience_s, how in _STEPS:
        if how is not None:
            _signal(_processes_on(cluster), how)
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            if try_alone(lock):
                return True
            time.sleep(_PAUSE_S)
    return False


def _signal(processes: list[int], how: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, how)
        except ProcessLookupError:
            continue


def _processes_on(cluster: Path) -> list[int]:
    """PostgreSQL's processes on these data: each works in the data folder."""
    if sys.platform != "linux":
        return postmaster(cluster)
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit() and _folder_of(entry) == str(cluster)]


def _folder_of(process: str) -> str | None:
    try:
        return os.readlink(f"/proc/{process}/cwd")
    except OSError:
        return None


def postmaster(cluster: Path) -> list[int]:
    """The process that ``postmaster.pid`` names, if it is PostgreSQL on these data: ids are used again.

    For systems without /proc.
    """
    try:
        process = (cluster / "postmaster.pid").read_text().split("\n", 1)[0]
    except FileNotFoundError:
        return []
    shown = subprocess.run(["ps", "-ww", "-o", "command=", "-p", process], capture_output=True, text=True, check=False)
    return [int(process)] if str(cluster) in shown.stdout else []
