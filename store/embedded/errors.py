"""What can go wrong with the embedded server, in one sentence for the person who started it."""

import re
import shutil
from pathlib import Path

from kit.errors import UnavailableError

_LITTLE_SPACE = 64 * 1024 * 1024
_LOG_LINES = 4
_PREFIX = re.compile(r"^[\d: .-]+ UTC \[\d+\] ")


class EmbeddedServerError(UnavailableError):
    title = "The embedded database is not available"


def did_not_start(where: Path, log: Path, since: int, reason: str) -> EmbeddedServerError:
    """With what the server logged after byte ``since``, and the free space where that may be the cause."""
    free = shutil.disk_usage(where).free
    space = f" (only {free // 1024**2} MB are free there)" if free < _LITTLE_SPACE else ""
    said = last_lines(log, since)
    return EmbeddedServerError(f"The database in {where}{space} {reason}; {log} ends with: {said or 'nothing'}")


def last_lines(log: Path, since: int) -> str:
    """The last different lines of the log in one, without their times: a server that fails is tried again."""
    if not log.exists():
        return ""
    data = log.read_bytes()
    lines = data[since if since <= len(data) else 0 :].decode(errors="replace").splitlines()
    different = dict.fromkeys(_PREFIX.sub("", line).strip() for line in lines)
    return " | ".join(list(different)[-_LOG_LINES:])
