"""What a supervisor is told: what to run, as whom, and which files it shares with the users."""

from dataclasses import dataclass
from pathlib import Path

ALREADY_SUPERVISED = 3
"""The exit status of a supervisor that found another one at work."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``uid`` and ``gid`` are None to run PostgreSQL as the supervisor's own user."""

    command: list[str]
    environment: dict[str, str]
    uid: int | None
    gid: int | None
    cluster: Path
    socket: Path
    log: Path
    users_lock: Path
    supervisor_lock: Path
    data_lock: Path
    linger_s: float
