"""One embedded server for the whole run; a fresh, migrated database for each test that asks for one."""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kit.settings import ROOT
from store.embedded import EmbeddedServer
from store.migrate import migrate
from store.unit import Store

SHARED = ROOT.parent / "shared"

os.environ.setdefault("PARLEY_ENCODER", "ngrams")  # learning the packs' meanings takes a minute on an empty folder


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The administration URL of the tests' own PostgreSQL server, shared by the workers of one run."""
    if url := os.environ.get("PARLEY_TEST_DATABASE_URL"):
        yield url
        return
    with EmbeddedServer.start(Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "data") as server:
        yield server.url


@pytest.fixture(scope="session")
def template(server_url: str) -> str:
    """The name of a migrated database that the tests' databases are copied from; made once per schema."""
    name = f"template_{_schema_digest()}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext('parley-test-template'))")
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            making = f"{name}_making"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making)))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
            migrate(_on(server_url, making))
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
            )
        admin.execute("SELECT pg_advisory_unlock(hashtext('parley-test-template'))")
    return name


@pytest.fixture
def database_url(server_url: str, template: str) -> Iterator[str]:
    """A fresh, migrated database of this test's own."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    yield _on(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url, size=8)
    await store.open()
    yield store
    await store.close()


def _on(url: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(url, dbname=database)


def _schema_digest() -> str:
    import hashlib

    files = sorted((ROOT / "store" / "migrations").glob("*.sql"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
