"""Whatever is killed, the next one who asks gets the server, with everything that was committed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from store.embedded import EmbeddedServer, leftovers
from tests.store.servers import UserProcess, data_folder, is_alive, is_supervised, parent, postmaster, until


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    with data_folder() as path:
        with EmbeddedServer.start(path, linger_s=0) as server, psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE orders (reference text)")
        yield path


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A folder whose database has a table ``orders``; its server has stopped before and after."""
    until(lambda: not is_supervised(made))
    yield made
    until(lambda: not is_supervised(made))


def order(url: str, reference: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO orders VALUES (%s)", (reference,))


def has_order(url: str, reference: str) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT 1 FROM orders WHERE reference = %s", (reference,)).fetchone()
    return row is not None


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_killed_user_does_not_keep_the_server_running(folder: Path) -> None:
    user = UserProcess(folder)
    order(user.url(), "AP-1")
    running = postmaster(folder)
    user.kill()
    until(lambda: not is_alive(running))
    with EmbeddedServer.start(folder, linger_s=0) as server:
        assert has_order(server.url, "AP-1")


def test_a_killed_user_does_not_take_the_server_from_the_others(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        running = postmaster(folder)
        user = UserProcess(folder)
        assert user.url() == server.url
        user.kill()
        order(server.url, "AP-2")
        assert postmaster(folder) == running


def test_a_killed_database_comes_back_by_itself(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        order(server.url, "AP-3")
        os.kill(postmaster(folder), signal.SIGKILL)
        until(lambda: answers(server.url))
        assert has_order(server.url, "AP-3")


def test_a_busy_backend_of_a_killed_database_does_not_keep_it_down(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        busy = psycopg.connect(server.url)
        busy.pgconn.send_query(b"SELECT sum(n) FROM generate_series(1, 1000000000000) AS n")
        backend = busy.info.backend_pid
        os.kill(postmaster(folder), signal.SIGKILL)
        until(lambda: answers(server.url))
        assert not is_alive(backend)
        busy.close()


def test_a_killed_supervisor_is_replaced_when_a_user_asks(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        order(server.url, "AP-4")
        before = postmaster(folder)
        os.kill(parent(before), signal.SIGKILL)
        until(lambda: not is_supervised(folder))
        server.ensure()
        assert has_order(server.url, "AP-4")
        assert not is_alive(before)


def test_a_killed_supervisor_leaves_no_server_behind(folder: Path) -> None:
    server = EmbeddedServer.start(folder, linger_s=0)
    before = postmaster(folder)
    os.kill(parent(before), signal.SIGKILL)
    server.release()
    until(lambda: not is_alive(before))


def test_supervisor_and_database_killed_at_once_come_back(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        order(server.url, "AP-5")
        database = postmaster(folder)
        supervisor = parent(database)
        os.kill(supervisor, signal.SIGKILL)
        os.kill(database, signal.SIGKILL)
        with UserProcess(folder) as other:
            assert has_order(other.url(), "AP-5")
            server.ensure()
            assert has_order(server.url, "AP-5")


def test_a_server_that_outlived_its_supervisor_is_stopped_before_the_next(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        database = postmaster(folder)
        os.kill(database, signal.SIGSTOP)
        os.kill(parent(database), signal.SIGKILL)
        until(lambda: not is_supervised(folder))
        os.kill(database, signal.SIGCONT)
        server.ensure()
        assert not is_alive(database)
        assert answers(server.url)


def test_a_process_id_that_now_belongs_to_another_does_not_keep_the_database_down(folder: Path) -> None:
    stale = folder / "postgres" / "cluster" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n1\n5432\n\n\n  1 1\nready   \n")
    with EmbeddedServer.start(folder, linger_s=0) as server:
        assert answers(server.url)


def test_an_interrupted_creation_begins_again(tmp_path: Path) -> None:
    with data_folder() as folder:
        half = folder / "postgres" / "cluster-new-half"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
        with EmbeddedServer.start(folder, linger_s=0) as server:
            assert answers(server.url)
        assert not half.exists()


def test_a_terminated_supervisor_stops_the_database_cleanly(folder: Path) -> None:
    with EmbeddedServer.start(folder, linger_s=0) as server:
        order(server.url, "AP-6")
        database = postmaster(folder)
        os.kill(parent(database), signal.SIGTERM)
        until(lambda: not is_supervised(folder))
        assert not is_alive(database)
        server.ensure()
        assert has_order(server.url, "AP-6")


def test_a_deleted_folder_ends_its_server(tmp_path: Path) -> None:
    with data_folder() as folder:
        with EmbeddedServer.start(folder, linger_s=0):
            database = postmaster(folder)
            (folder / "postgres").rename(folder.parent / "away")
            until(lambda: not is_alive(database))
        folder.joinpath("postgres").mkdir()


@pytest.mark.skipif(shutil.which("ps") is None, reason="this machine has no ps")
def test_a_process_is_taken_for_the_database_only_by_its_command(tmp_path: Path) -> None:
    cluster = tmp_path / "cluster"
    cluster.mkdir()
    assert leftovers.postmaster(cluster) == []
    script = "import sys; sys.stdin.read()"
    with (
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE) as other,
        subprocess.Popen([sys.executable, "-c", script, str(cluster)], stdin=subprocess.PIPE) as database,
    ):
        (cluster / "postmaster.pid").write_text(f"{other.pid}\n{cluster}\n")
        assert leftovers.postmaster(cluster) == []
        (cluster / "postmaster.pid").write_text(f"{database.pid}\n{cluster}\n")
        assert leftovers.postmaster(cluster) == [database.pid]
