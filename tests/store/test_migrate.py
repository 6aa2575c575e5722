"""The schema is brought up to date once, whoever comes first, and a mistake in it is named."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import procrastinate
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from store.embedded import EmbeddedServer
from store.migrate import MIGRATIONS, MigrationError, migrate
from tests.store.servers import data_folder


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    with data_folder() as folder, EmbeddedServer.start(folder, linger_s=0) as running:
        yield running


@pytest.fixture
def database(server: EmbeddedServer) -> str:
    """The address of a new, empty database."""
    name = f"db_{uuid.uuid4().hex}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return make_conninfo(server.url, dbname=name)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two migrations of a small shop."""
    (tmp_path / "0001_shop.sql").write_text(
        """-- the application's role
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_app') THEN
                CREATE ROLE parley_app NOLOGIN;
            END IF;
        END $$;
        CREATE TABLE parts (code text PRIMARY KEY, price bigint CHECK (price % 10 = 0));
        SELECT 'a line that nobody wants to read';
        """
    )
    (tmp_path / "0002_stock.sql").write_text("ALTER TABLE parts ADD COLUMN stock int; CREATE TABLE shops (n int)")
    return tmp_path


def tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        query = "SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'jobs')"
        rows = connection.execute(query).fetchall()
    return {name for (name,) in rows}


def test_an_empty_database_gets_the_whole_schema(database: str) -> None:
    assert migrate(database) == [*sorted(file.stem for file in MIGRATIONS.glob("*.sql")), "jobs"]
    assert {"tenants", "conversations", "procrastinate_jobs"} <= tables(database)


def test_a_migrated_database_is_left_alone_and_quickly(database: str, files: Path) -> None:
    migrate(database, files)
    began = perf_counter()
    assert migrate(database, files) == []
    assert perf_counter() - began < 1


def test_what_a_migration_selects_is_not_printed(
    database: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(database, files)
    assert capsys.readouterr().out == ""


def test_a_new_file_alone_is_applied_later(database: str, files: Path) -> None:
    assert migrate(database, files) == ["0001_shop", "0002_stock", "jobs"]
    (files / "0003_more.sql").write_text("CREATE TABLE more (n int)")
    assert migrate(database, files) == ["0003_more"]


def test_of_six_that_start_at_once_one_migrates(database: str, files: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        applied = list(pool.map(lambda _: migrate(database, files), range(6)))
    assert sorted(applied) == [[], [], [], [], [], ["0001_shop", "0002_stock", "jobs"]]


def test_a_mistake_names_its_file_and_leaves_nothing_of_it(database: str, files: Path) -> None:
    (files / "0002_stock.sql").write_text("CREATE TABLE half (n int); ALTER TABLE carz ADD COLUMN n int")
    with pytest.raises(MigrationError, match=r'0002_stock\.sql failed: relation "carz" does not exist'):
        migrate(database, files)
    assert "parts" in tables(database)
    assert "half" not in tables(database)
    (files / "0002_stock.sql").write_text("CREATE TABLE half (n int)")
    assert migrate(database, files) == ["0002_stock", "jobs"]


def test_a_lock_row_that_a_killed_runner_left_is_no_obstacle(database: str, files: Path) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE yoyo_lock (locked int PRIMARY KEY, ctime timestamp, pid int)")
        connection.execute("INSERT INTO yoyo_lock VALUES (1, now(), 1)")
    assert migrate(database, files) == ["0001_shop", "0002_stock", "jobs"]


def test_a_database_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="cannot be reached"):
        migrate(f"postgresql://parley@/parley?host={tmp_path}")


def test_job_tables_that_cannot_be_made_are_told_as_such(database: str, tmp_path: Path) -> None:
    taken = "CREATE SCHEMA jobs; CREATE TYPE jobs.procrastinate_job_status AS ENUM ()"
    (tmp_path / "0001_taken.sql").write_text(taken)
    with pytest.raises(MigrationError, match=r"tables of the job engine were not made: .* already exists"):
        migrate(database, tmp_path)


async def test_the_application_role_defers_and_runs_jobs(database: str, files: Path) -> None:
    migrate(database, files)
    done: list[str] = []
    connector = procrastinate.PsycopgConnector(
        conninfo=database, kwargs={"options": "-c role=parley_app -c search_path=jobs"}
    )
    app = procrastinate.App(connector=connector)

    @app.task(name="deliver")
    async def deliver(effect: str) -> None:
        done.append(effect)

    async with app.open_async():
        await deliver.defer_async(effect="quote")
        with psycopg.connect(database, options="-c role=parley_app") as connection:
            connection.execute(
                """SELECT jobs.procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'deliver', 0, NULL, NULL,
                   '{"effect": "reminder"}', NULL)::jobs.procrastinate_job_to_defer_v1])"""
            )
        await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
    assert done == ["quote", "reminder"]
