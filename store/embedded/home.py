"""Where one embedded server keeps its things: data, socket, log and locks."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from store.embedded.account import Account, account_for
from store.embedded.errors import EmbeddedServerError

SHARED = Path("/var/lib/parley")
ROLE = DATABASE = "parley"

_SOCKET_NAME = ".s.PGSQL.5432"
_SOCKET_LIMIT = 100
"""Bytes of a socket's path that every system takes: 107 on Linux, 103 on macOS."""
_MAY_USE = 'cd "$1" && : > probe && rm probe'


@dataclass(frozen=True, slots=True)
class Home:
    """``root`` holds log and locks; ``base`` the data, ``root`` too unless ``account`` cannot reach that."""

    root: Path
    base: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.base / "cluster"

    @property
    def socket_dir(self) -> Path:
        """In ``base`` if clients can be told of it there: they take a comma for the end of an address."""
        near = self.base / "socket"
        if len(os.fsencode(near / _SOCKET_NAME)) <= _SOCKET_LIMIT and "," not in str(near):
            return near
        return Path("/tmp") / f"parley-{_digest(self.base)}"

    @property
    def socket(self) -> Path:
        return self.socket_dir / _SOCKET_NAME

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def start_lock(self) -> Path:
        """Held by the one process that starts the server or sees whether it must."""
        return start_lock(self.root)

    @property
    def users_lock(self) -> Path:
        """Shared by all processes that use the server."""
        return users_lock(self.root)

    @property
    def supervisor_lock(self) -> Path:
        """Held by the supervisor while it lives."""
        return self.root / "supervisor.lock"

    @property
    def data_lock(self) -> Path:
        """Held by every process of a running PostgreSQL, and so free exactly when none is left."""
        return self.base / "data.lock"

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.socket_dir), safe='')}"

    def open_socket_dir(self) -> None:
        """Makes the socket's folder, private to the account; refuses one that somebody else put there."""
        folder = self.socket_dir
        ours = (self.account.uid, os.geteuid())
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in ours:
            raise EmbeddedServerError(f"{folder}, the folder for the database's socket, belongs to another user")
        self.account.make_private(folder)


def start_lock(root: Path) -> Path:
    return root / "start.lock"


def users_lock(root: Path) -> Path:
    return root / "users.lock"


def make_root(data_dir: Path) -> Path:
    """``data_dir/postgres``; a new one lets others pass, since the account's data lie in it."""
    root = data_dir.resolve() / "postgres"
    if not root.exists():
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o755)
    return root


def settle(root: Path, say: Callable[[str], None]) -> Home:
    """Finds the data of ``root``, or decides where they will be: in it, if the account can reach it."""
    pointer = root / "elsewhere"
    if pointer.exists():
        base = _base_elsewhere(pointer, root)
        return Home(root, base, account_for(base / "cluster"))
    home = Home(root, root, account_for(root / "cluster"))
    if home.cluster.exists() or not home.account.switch or _reaches(home):
        return home
    base = SHARED / _digest(root)
    _claim(base, root)
    pointer.write_text(str(base))
    say(f"The local database goes to {base}: the user that PostgreSQL runs as may not enter {root}")
    return Home(root, base, home.account)


def _reaches(home: Home) -> bool:
    """Tried, not computed: some mounts keep no owners, and access lists are not in a file's mode."""
    probe = home.root / "reach"
    try:
        home.account.make_private(probe)
        return home.account.allows(_MAY_USE, probe)
    except PermissionError:
        return False
    finally:
        probe.rmdir()


def _base_elsewhere(pointer: Path, root: Path) -> Path:
    """The folder that ``pointer`` names; refused while it is the data of another ``root`` that exists."""
    base = Path(pointer.read_text().strip())
    origin = base / "origin"
    owner = Path(origin.read_text()) if origin.exists() else root
    if owner != root and owner.exists():
        raise EmbeddedServerError(f"{pointer} leads to {base}, the data of {owner}: delete it to begin anew")
    _claim(base, root)
    return base


def _claim(base: Path, root: Path) -> None:
    base.mkdir(parents=True, exist_ok=True)
    (base / "origin").write_text(str(root))


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
