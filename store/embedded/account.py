"""PostgreSQL refuses to run as root: for root, this finds the account that it runs as instead."""

import os
import pwd
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.embedded.errors import EmbeddedServerError

_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server. ``switch`` is whether that is someone else than this process."""

    uid: int
    gid: int
    switch: bool

    def run(self, *command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Runs a command as this account, from ``/``, in a bare English environment."""
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=dict(ENVIRONMENT),
            umask=0o077,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def allows(self, script: str, path: Path) -> bool:
        """Whether the shell ``script``, with ``path`` as ``$1``, succeeds for this account."""
        try:
            return self.run("/bin/sh", "-c", script, "sh", str(path)).returncode == 0
        except OSError:
            return False

    def make_private(self, folder: Path) -> None:
        """Makes ``folder`` this account's own, closed to all others; its parents stay as they are.

        Never through a symbolic link: under /tmp somebody else might put one there.
        """
        folder.mkdir(exist_ok=True)
        itself = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if self.switch:
                os.fchown(itself, self.uid, self.gid)
            os.fchmod(itself, 0o700)
        finally:
            os.close(itself)


ENVIRONMENT: Mapping[str, str] = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def account_for(cluster: Path) -> Account:
    """The owner of ``cluster`` where it exists; else this user, or for root an unprivileged account."""
    mine = os.geteuid()
    if cluster.exists():
        owner = cluster.stat()
        if mine not in (0, owner.st_uid):
            raise EmbeddedServerError(f"The database in {cluster} belongs to {_name(owner.st_uid)}: run as that user")
        return Account(owner.st_uid, owner.st_gid, switch=mine == 0)
    if mine != 0:
        return Account(mine, os.getegid(), switch=False)
    return _unprivileged()


def _unprivileged() -> Account:
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(entry.pw_uid, entry.pw_gid, switch=True)
        if account.allows("exit 0", Path("/")):
            return account
    wanted = " or ".join(_UNPRIVILEGED)
    raise EmbeddedServerError(f"PostgreSQL does not run as root, and root cannot change here to {wanted}")


def _name(uid: int) -> str:
    try:
        return f"the user {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"the user with id {uid}"
