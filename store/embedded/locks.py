"""Kernel file locks (flock): one ends with the process that holds it, however that process ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_S = 0.02


def shared(path: Path, patience_s: float) -> int:
    """A descriptor that holds ``path`` together with others until it is closed; raises TimeoutError."""
    return _hold(path, fcntl.LOCK_SH, patience_s)


@contextmanager
def alone(path: Path, patience_s: float) -> Iterator[int]:
    """Holds ``path`` alone, as the descriptor given; raises TimeoutError when others keep it for longer."""
    descriptor = _hold(path, fcntl.LOCK_EX, patience_s)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def is_held_alone(path: Path) -> bool:
    """Whether a living process holds ``path`` exclusively."""
    descriptor = open_lock(path)
    try:
        return not _try(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def open_lock(path: Path) -> int:
    """A descriptor of ``path``, which holds nothing yet."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


def try_alone(descriptor: int) -> bool:
    """Takes the lock alone if nobody else has it now."""
    return _try(descriptor, fcntl.LOCK_EX)


def let_go(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def _hold(path: Path, kind: int, patience_s: float) -> int:
    descriptor = open_lock(path)
    until = time.monotonic() + patience_s
    while not _try(descriptor, kind):
        if time.monotonic() > until:
            os.close(descriptor)
            raise TimeoutError(f"{path} is held by another process for more than {patience_s:.0f} s")
        time.sleep(_PAUSE_S)
    return descriptor


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
