"""The unit of work: one transaction, scoped to one tenant, on the one pool of the process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import orjson
import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from kit.errors import UnavailableError

Row = dict[str, Any]
APP_ROLE = "parley_app"
RECONNECT_S = 4.0
"""For how long the pool tries by itself to connect again; after that, whoever asks next makes it try at once."""

set_json_dumps(orjson.dumps)
set_json_loads(orjson.loads)


class DatabaseUnavailableError(UnavailableError):
    """The database cannot be reached; what was being done is not done."""

    title = "The database cannot be reached"


class Unit:
    """An open transaction in a tenant's scope. Everything in it is committed together, or not at all."""

    def __init__(self, connection: AsyncConnection[DictRow], tenant: str) -> None:
        self.connection = connection
        self.tenant = tenant

    async def run(self, statement: LiteralString, params: Sequence[Any] | Row = ()) -> int:
        """Runs a statement; the number of rows it touched."""
        cursor = await self.connection.execute(statement, params)
        return cursor.rowcount

    async def rows(self, statement: LiteralString, params: Sequence[Any] | Row = ()) -> list[Row]:
        cursor = await self.connection.execute(statement, params)
        return await cursor.fetchall()

    async def row(self, statement: LiteralString, params: Sequence[Any] | Row = ()) -> Row | None:
        cursor = await self.connection.execute(statement, params)
        return await cursor.fetchone()


class Store:
    """The process's pool. ``unit(tenant)`` is the only way to a tenant's rows."""

    def __init__(self, url: str, size: int = 8, timeout_s: float = 10.0) -> None:
        self._pool: AsyncConnectionPool[AsyncConnection[DictRow]] = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=size,
            timeout=timeout_s,
            reconnect_timeout=RECONNECT_S,
            open=False,
            configure=_as_application,
            check=None,
            kwargs={"row_factory": dict_row, "autocommit": True, "prepare_threshold": 3},
        )

    async def open(self) -> None:
        try:
            await self._pool.open(wait=True, timeout=15)
        except PoolTimeout as error:
            raise DatabaseUnavailableError("The database did not answer within 15 s.") from error

    async def close(self) -> None:
        await self._pool.close()

    @property
    def busy(self) -> int:
        """Connections in use right now."""
        stats = self._pool.get_stats()
        return int(stats.get("pool_size", 0) - stats.get("pool_available", 0))

    @asynccontextmanager
    async def unit(self, tenant: str) -> AsyncIterator[Unit]:
        """A transaction scoped to ``tenant``; raises DatabaseUnavailableError when there is no database."""
        async with self.connection() as connection, connection.transaction():
            await connection.execute("SELECT set_config('parley.tenant', %s, true)", (tenant,))
            yield Unit(connection, tenant)

    async def call(self, statement: LiteralString, params: Sequence[Any]) -> Row | None:
        """Runs one statement as a transaction of its own, in one round trip.

        For functions of the schema that set the tenant's scope themselves, first of all.
        """
        async with self.connection() as connection:
            cursor = await connection.execute(statement, params)
            return await cursor.fetchone()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection[DictRow]]:
        """A bare connection as the application role, in no tenant's scope: it sees no tenant's rows."""
        try:
            async with self._pool.connection() as connection:
                yield connection
        except PoolTimeout as error:
            raise DatabaseUnavailableError("No database connection came free in time.") from error
        except psycopg.OperationalError as error:
            await self._pool.check()  # where one was cut, so were the others: nobody else is to be given those
            raise DatabaseUnavailableError(f"The database connection failed: {_first_line(error)}") from error


async def _as_application(connection: AsyncConnection[Any]) -> None:
    await connection.execute("SET ROLE parley_app")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
