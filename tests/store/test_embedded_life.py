"""The embedded server is there while somebody uses it, and only then."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from store.embedded import EmbeddedServer, EmbeddedServerError
from tests.store.servers import UserProcess, data_folder, is_alive, is_supervised, postmaster, until


@pytest.fixture
def empty() -> Iterator[Path]:
    with data_folder() as path:
        yield path


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A folder whose database exists already, for the tests that do not look at its creation."""
    with data_folder() as path:
        EmbeddedServer.start(path, linger_s=0).release()
        yield path


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """The same, with its server stopped before and after."""
    until(lambda: not is_supervised(made))
    yield made
    until(lambda: not is_supervised(made))


def test_the_first_use_creates_the_database_and_says_so(empty: Path) -> None:
    said: list[str] = []
    with (
        EmbeddedServer.start(empty, said.append, linger_s=0) as server,
        psycopg.connect(server.url) as connection,
    ):
        row = connection.execute("SELECT current_user, current_database(), version()").fetchone()
    assert row is not None
    assert row[:2] == ("parley", "parley")
    assert row[2].startswith("PostgreSQL 18")
    assert [line.split()[0] for line in said] == ["Creating", "Starting"]


def test_the_database_is_durable_speaks_utf8_and_has_vectors(folder: Path) -> None:
    names = ("fsync", "synchronous_commit", "server_encoding", "jit", "listen_addresses", "max_connections")
    with EmbeddedServer.start(folder, linger_s=0) as server, psycopg.connect(server.url) as connection:
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in names]
        connection.execute("CREATE EXTENSION vector")
        words = connection.execute("SELECT to_tsvector('simple', '¿Cuánto cuesta?')::text").fetchone()
    assert shown == [("on",), ("on",), ("UTF8",), ("off",), ("",), ("200",)]
    assert words == ("'cuesta':2 'cuánto':1",)


def test_a_second_process_uses_the_same_server(folder: Path) -> None:
    with UserProcess(folder) as one, UserProcess(folder) as other:
        url = one.url()
        assert url == other.url()
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept (n int)")
        before = postmaster(folder)
        one.close()
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO kept VALUES (1)")
        assert postmaster(folder) == before


def test_ten_who_come_at_once_to_an_empty_folder_share_one_server(empty: Path) -> None:
    with ThreadPoolExecutor(10) as pool:
        servers = list(pool.map(lambda _: EmbeddedServer.start(empty, linger_s=0), range(10)))
    assert len({server.url for server in servers}) == 1
    with psycopg.connect(servers[0].url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    for server in servers:
        server.release()


def test_the_server_stops_when_its_last_user_has_left(folder: Path) -> None:
    server = EmbeddedServer.start(folder, linger_s=0)
    running = postmaster(folder)
    server.release()
    until(lambda: not is_alive(running) and not is_supervised(folder))
    assert not (folder / "postgres" / "cluster" / "postmaster.pid").exists()


def test_the_server_stays_a_while_for_the_next_command(folder: Path) -> None:
    EmbeddedServer.start(folder, linger_s=1).release()
    running = postmaster(folder)
    with EmbeddedServer.start(folder):
        assert postmaster(folder) == running


def test_users_who_come_and_go_while_it_stops_always_get_a_server(folder: Path) -> None:
    for turn in range(8):
        with EmbeddedServer.start(folder, linger_s=0) as server, psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS visits (turn int)")
            connection.execute("INSERT INTO visits VALUES (%s)", (turn,))
            assert connection.execute("SELECT count(*) FROM visits").fetchone() == (turn + 1,)


def test_a_released_server_cannot_be_asked_back(folder: Path) -> None:
    server = EmbeddedServer.start(folder, linger_s=0)
    server.release()
    server.release()
    with pytest.raises(EmbeddedServerError, match="start it again"):
        server.ensure()


@pytest.mark.parametrize(
    "name", ['José\'s "50%41"', "Pérez, hijos", "x" * 120], ids=["with signs", "with a comma", "too long"]
)
def test_a_path_that_is_hard_on_sockets_works(empty: Path, name: str) -> None:
    with EmbeddedServer.start(empty / name, linger_s=0) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        socket_dir = Path(str(conninfo_to_dict(server.url)["host"]))
    until(lambda: not is_supervised(empty / name))
    assert not socket_dir.exists()


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(EmbeddedServerError, match="cannot be kept in"):
        EmbeddedServer.start(tmp_path / "data")


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("postgresql.auto.conf", "no_such_setting = on\n", "no_such_setting"),
        ("PG_VERSION", "17\n", "incompatible"),
    ],
    ids=["an unknown setting", "data of another version"],
)
def test_a_server_that_does_not_start_shows_why(folder: Path, file: str, text: str, reason: str) -> None:
    path = folder / "postgres" / "cluster" / file
    before = path.read_text()
    path.write_text(text)
    with pytest.raises(EmbeddedServerError, match=f"did not start.*{reason}"):
        EmbeddedServer.start(folder, linger_s=0)
    path.write_text(before)
