"""A database that the tests of a folder share: each of them brings a tenant of its own."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import conninfo, sql


@contextmanager
def lent(server_url: str, template: str) -> Iterator[str]:
    """The URL of a fresh, migrated database, gone at the end."""
    name = f"lent_{uuid.uuid4().hex[:16]}"
    named = sql.Identifier(name)
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(named, sql.Identifier(template)))
    try:
        yield conninfo.make_conninfo(server_url, dbname=name)
    finally:
        with psycopg.connect(server_url, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(named))
