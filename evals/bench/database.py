"""A database of the benchmark's own, on the server that Parley uses, dropped at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pydantic import SecretStr

from kit.settings import Settings
from server.wiring import database, quiet


@asynccontextmanager
async def scratch_settings(settings: Settings) -> AsyncIterator[Settings]:
    """The settings with ``database_url`` on a fresh database."""
    url, server = database(settings, quiet)
    name = f"bench_{uuid4().hex[:12]}"
    try:
        _administer(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield settings.model_copy(update={"database_url": SecretStr(make_conninfo(url, dbname=name))})
        finally:
            _administer(url, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    finally:
        if server:
            server.release()


def _administer(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(statement)
