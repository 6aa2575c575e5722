"""A measurement in a process of its own, so that its memory and its first times are nobody else's."""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Told = TypeVar("Told")

_STATUS = Path("/proc/self/status")


def fresh(measure: Callable[Given, Told], *args: Given.args, **named: Given.kwargs) -> Told:
    """``measure`` is a function of a module, and what it takes and gives can be pickled."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *args, **named).result()


def memory_mb() -> float:
    """What this process holds now; where the system does not tell, the most that it ever held."""
    if not _STATUS.exists():
        return peak_mb()
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def peak_mb() -> float:
    """On Linux, where it is told in kilobytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
