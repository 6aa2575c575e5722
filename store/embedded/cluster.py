"""The data folder: made once, in one step, with its role and database; and the settings it runs under."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from store.embedded.account import Account
from store.embedded.errors import EmbeddedServerError
from store.embedded.home import DATABASE, ROLE, Home

_LOCALES = ("C.UTF-8", "en_US.UTF-8")
"""For what counts as a letter; the second is for systems without the first. Order is always by code point."""

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
"""Parallel workers need /dev/shm, which containers keep small, and no conversation gains by them."""


def command(programs: Path, home: Home) -> list[str]:
    """What starts the server on ``home``'s data, listening on its socket alone."""
    folder = str(home.socket_dir).replace('"', '""')
    settings = _SETTINGS | {"unix_socket_directories": f'"{folder}"', "unix_socket_permissions": "0700"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(home.cluster), *options]


def create(programs: Path, home: Home, say: Callable[[str], None]) -> None:
    """Makes the data folder beside its place and moves it there complete; raises EmbeddedServerError."""
    say(f"Creating the local database in {home.base} (the first start takes a few seconds)")
    for leftover in home.base.glob("cluster-new-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix="cluster-new-", dir=home.base))
    home.account.make_private(new)
    try:
        _initdb(programs, new, home.account)
        _create_database(programs, new, home.account)
        new.rename(home.cluster)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _initdb(programs: Path, folder: Path, account: Account) -> None:
    fixed = ("--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    for locale in _LOCALES:
        arguments = ("-D", str(folder), "-U", ROLE, *fixed, f"--locale={locale}", "--no-instructions")
        done = account.run(str(programs / "initdb"), *arguments)
        if done.returncode == 0:
            return
        if "invalid locale name" not in done.stderr:
            break
    raise _not_created(folder, done.stderr)


def _create_database(programs: Path, folder: Path, account: Account) -> None:
    single = ("--single", "-c", "exit_on_error=true", "-D", str(folder), "postgres")
    done = account.run(str(programs / "postgres"), *single, stdin=f"CREATE DATABASE {DATABASE}\n")
    if done.returncode != 0:
        raise _not_created(folder, done.stderr)


def _not_created(folder: Path, stderr: str) -> EmbeddedServerError:
    """With the lines of the failed program that say why."""
    lines = [line.strip() for line in stderr.splitlines() if "error" in line.lower() or "FATAL" in line]
    why = " | ".join(lines[-2:]) or stderr.strip()[-200:] or "it gave no reason"
    return EmbeddedServerError(f"The database could not be created in {folder.parent}: {why}")
