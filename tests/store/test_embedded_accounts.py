"""The embedded server runs for root and for an ordinary user, and changes nobody's permissions."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from store.embedded import EmbeddedServer, EmbeddedServerError, account
from store.embedded.binaries import programs, programs_for
from store.embedded.home import Home
from tests.store.servers import ROOT, UserProcess, data_folder, fast_disk, is_supervised, postmaster, until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What stands for /var/lib/parley, which every account can reach."""
    path = Path(tempfile.mkdtemp(prefix="parley-shared-", dir=fast_disk()))
    path.chmod(0o755)
    monkeypatch.setattr("store.embedded.home.SHARED", path)
    monkeypatch.setattr("store.embedded.server.SHARED", path)
    yield path
    shutil.rmtree(path)


def python_for(name: str) -> str:
    """An interpreter that the user ``name`` may run; skips the test when this machine has none."""
    for python in (sys.executable, shutil.which("python3", path="/usr/local/bin:/usr/bin")):
        if python and runs(python, name):
            return python
    pytest.skip(f"the user {name} may run no Python 3.11 on this machine")


def runs(python: str, name: str) -> bool:
    script = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", script], user=name, cwd="/", check=False).returncode == 0
    except PermissionError:
        return False


@as_root
def test_for_root_the_database_runs_as_somebody_else() -> None:
    with data_folder() as folder, EmbeddedServer.start(folder, linger_s=0):
        assert Path(f"/proc/{postmaster(folder)}").stat().st_uid != 0
        assert (folder / "postgres" / "cluster").stat().st_uid != 0


@as_root
def test_below_a_closed_folder_the_data_go_elsewhere_and_the_folder_stays_closed(shared: Path) -> None:
    said: list[str] = []
    with data_folder(mode=0o700) as folder:
        with EmbeddedServer.start(folder, said.append, linger_s=0) as server:
            with psycopg.connect(server.url) as connection:
                connection.execute("CREATE TABLE kept (n int)")
            assert str(conninfo_to_dict(server.url)["host"]).startswith(str(shared))
        assert f"goes to {shared}" in said[0]
        assert folder.parent.stat().st_mode & 0o777 == 0o700
        until(lambda: not is_supervised(folder))
        with EmbeddedServer.start(folder, linger_s=0) as server, psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


@as_root
def test_a_copied_folder_does_not_take_the_data_of_the_first(shared: Path) -> None:
    with data_folder(mode=0o700) as folder:
        EmbeddedServer.start(folder, linger_s=0).release()
        copied = folder.parent / "copied"
        shutil.copytree(folder, copied)
        with pytest.raises(EmbeddedServerError, match="the data of"):
            EmbeddedServer.start(copied, linger_s=0)


@as_root
def test_programs_that_the_account_may_not_reach_are_copied_once(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "site-packages"
    closed.mkdir(mode=0o700)
    package = programs().parent.parent
    shutil.copytree(package / "pginstall18", closed / package.name / "pginstall18")
    shutil.copytree(package.parent / f"{package.name}.libs", closed / f"{package.name}.libs")
    monkeypatch.setattr("store.embedded.binaries.programs", lambda: closed / package.name / "pginstall18" / "bin")
    someone = account.account_for(tmp_path / "nothing yet")
    found = programs_for(someone, shared)
    assert found.is_relative_to(shared)
    assert someone.run(str(found / "initdb"), "--version").returncode == 0
    made = found.stat().st_ctime_ns
    assert programs_for(someone, shared) == found
    assert found.stat().st_ctime_ns == made


@as_root
def test_an_ordinary_user_has_a_server_that_root_can_join_and_keep() -> None:
    python = python_for("nobody")
    packages = str(programs().parents[2])
    with data_folder(mode=0o777) as folder:
        path = os.pathsep.join((str(ROOT), packages))
        with UserProcess(folder, python=python, account="nobody", environment={"PYTHONPATH": path}) as user:
            url = user.url()
            with EmbeddedServer.start(folder, linger_s=0) as server, psycopg.connect(url) as connection:
                assert server.url == url
                connection.execute("CREATE TABLE kept (n int)")
        until(lambda: not is_supervised(folder))
        with EmbeddedServer.start(folder, linger_s=0) as server, psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
            owner = (folder / "postgres" / "cluster").stat().st_uid
            assert Path(f"/proc/{postmaster(folder)}").stat().st_uid == owner != 0


def test_data_that_belong_to_another_user_are_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cluster").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4321)
    with pytest.raises(EmbeddedServerError, match=r"belongs to the user .*: run as that user"):
        account.account_for(tmp_path / "cluster")


def test_a_machine_without_an_unprivileged_user_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "_UNPRIVILEGED", ("nobody-of-this-name",))
    with pytest.raises(EmbeddedServerError, match="cannot change here to nobody-of-this-name"):
        account.account_for(tmp_path / "cluster")


def test_a_socket_folder_that_is_a_link_of_somebody_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / "socket").symlink_to(tmp_path / "elsewhere")
    home = Home(tmp_path, tmp_path, account.Account(os.geteuid(), os.getegid(), switch=False))
    with pytest.raises(EmbeddedServerError, match="belongs to another user"):
        home.open_socket_dir()
    with pytest.raises(OSError, match="socket"):
        home.account.make_private(tmp_path / "socket")
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o755
