"""Brings a database to the schema of this code: SQL files in order, then the job engine's own tables."""

import contextlib
import io
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import Connection, IsolationLevel
from psycopg.conninfo import conninfo_to_dict

from kit.errors import ParleyError

MIGRATIONS = Path(__file__).parent / "migrations"
JOBS = "jobs"
"""The schema of the job engine, and its name among what was applied."""

_LOCK = 7_275_533_949
"""The advisory lock that one process at a time holds on a database while it migrates it."""
_LOCK_TIMEOUT = "600s"
_APPLIED_TABLE = "_yoyo_migration"
_TABLES: LiteralString = """
SELECT tablename FROM pg_tables
WHERE (schemaname, tablename) IN ((current_schema, '_yoyo_migration'), ('jobs', 'procrastinate_jobs'))
"""
"""Asked of the catalogue itself: to_regclass remembers, over the wait for the lock, that there was none."""

_JOBS_ACCESS: tuple[LiteralString, ...] = (
    "GRANT USAGE ON SCHEMA jobs TO parley_app",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO parley_app",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA jobs TO parley_app",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO parley_app",
)
_JOBS_FUNCTIONS_FIND_THEIR_TABLES: LiteralString = """
DO $$ DECLARE f regprocedure; BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'jobs'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = jobs, pg_temp', f);
    END LOOP;
END $$
"""
"""So that a job can be deferred in a turn's own transaction, whatever that has as its search path."""


class MigrationError(ParleyError):
    title = "The database could not be migrated"


def migrate(url: str, files: Path = MIGRATIONS) -> list[str]:
    """Applies what is missing, each file in one transaction; the names of what was applied, in order.

    ``url`` is a libpq URL or connection string of a role that may create schemas, roles and extensions. Any
    number of processes may call this at once: one applies, the others wait. Raises MigrationError.
    """
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            return _apply(connection, url, files) if _missing(connection, files) else []
    except psycopg.OperationalError as error:
        raise MigrationError(f"The database cannot be reached to migrate it: {_first_line(error)}") from error


def _apply(connection: Connection, url: str, files: Path) -> list[str]:
    """Holds the lock by a transaction of its own: it ends with this process, and passes any pooler."""
    connection.isolation_level = IsolationLevel.READ_COMMITTED
    with connection.transaction():
        connection.execute("SELECT set_config('lock_timeout', %s, true)", (_LOCK_TIMEOUT,))
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        missing = _missing(connection, files)
        applied = _apply_files(url, files) if any(name != JOBS for name in missing) else []
        if JOBS in missing:
            _install_jobs(url)
            applied.append(JOBS)
        return applied


def _missing(connection: Connection, files: Path) -> list[str]:
    """Asked before anything heavy is imported: most starts have nothing to do."""
    tables = {name for (name,) in connection.execute(_TABLES)}
    applied: set[str] = set()
    if _APPLIED_TABLE in tables:
        applied = {name for (name,) in connection.execute("SELECT migration_id FROM _yoyo_migration")}
    missing = sorted({file.stem for file in files.glob("*.sql")} - applied)
    return missing if "procrastinate_jobs" in tables else [*missing, JOBS]


def _apply_files(url: str, files: Path) -> list[str]:
    """The runner's own lock row is of no use under ours, and one that a killed process left would stop it."""
    from yoyo import read_migrations
    from yoyo.exceptions import BadMigration

    applied: list[str] = []
    with _backend(url) as backend:
        backend.init_database()
        backend.break_lock()
        for migration in backend.to_apply(read_migrations(str(files))):
            try:
                _apply_file(backend, migration)
            except (psycopg.Error, BadMigration) as error:
                raise MigrationError(f"Migration {migration.id}.sql failed: {_first_line(error)}") from error
            applied.append(migration.id)
    return applied


def _apply_file(backend: Any, migration: Any) -> None:
    """Its statements and its mark in one transaction. What they select, the runner would print."""
    with backend.transaction(), contextlib.redirect_stdout(io.StringIO()):
        migration.process_steps(backend, "apply")
        backend.mark_one(migration, log=False)


def _backend(url: str) -> Any:
    from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
    from yoyo.connections import DatabaseURI

    settings = conninfo_to_dict(url)
    parts = {name: settings.pop(name, None) for name in ("user", "password", "host", "port", "dbname")}
    address = DatabaseURI(
        scheme="postgresql+psycopg",
        username=parts["user"],
        password=parts["password"],
        hostname=parts["host"],
        port=parts["port"],
        database=parts["dbname"],
        args=settings,
    )
    return PostgresqlPsycopgBackend(address, _APPLIED_TABLE)


def _install_jobs(url: str) -> None:
    from procrastinate.schema import SchemaManager

    schema = ("CREATE SCHEMA IF NOT EXISTS jobs", "SET LOCAL search_path = jobs", SchemaManager.get_schema())
    try:
        with psycopg.connect(url) as connection:
            for statement in (*schema, _JOBS_FUNCTIONS_FIND_THEIR_TABLES, *_JOBS_ACCESS):
                connection.execute(statement)
    except psycopg.Error as error:
        raise MigrationError(f"The tables of the job engine were not made: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
