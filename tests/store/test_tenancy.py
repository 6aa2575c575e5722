"""No tenant ever sees another's rows, in any table."""

import psycopg
import pytest

from store.unit import APP_ROLE, Store

TABLES = (
    "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' "
    "AND c.relname NOT LIKE '%yoyo%'"
)


def test_every_table_forces_row_level_security(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(TABLES).fetchall()
        policies: dict[str, str] = dict(connection.execute("SELECT tablename, qual FROM pg_policies").fetchall())
    assert len(rows) >= 25
    assert [name for name, enabled, forced in rows if not (enabled and forced)] == []
    assert [name for name, _, _ in rows if "parley.tenant" not in policies.get(name, "")] == []


def test_the_application_owns_nothing_and_cannot_bypass_the_scope(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        role = connection.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", (APP_ROLE,)
        ).fetchone()
        owned = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s",
            (APP_ROLE,),
        ).fetchone()
    assert role == (False, False)
    assert owned == (0,)


async def test_a_tenant_sees_only_its_own_rows(store: Store) -> None:
    for tenant in ("one", "two"):
        async with store.unit(tenant) as unit:
            await unit.run(
                "INSERT INTO tenants (tenant_id, pack, name, type, created_at) "
                "VALUES (%s, 'p', 'n', 'customer', now())",
                (tenant,),
            )
    async with store.unit("one") as unit:
        assert [row["tenant_id"] for row in await unit.rows("SELECT tenant_id FROM tenants")] == ["one"]


async def test_a_row_of_another_tenant_cannot_be_written(store: Store) -> None:
    async with store.unit("one") as unit:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await unit.run(
                "INSERT INTO tenants (tenant_id, pack, name, type, created_at) "
                "VALUES ('two', 'p', 'n', 'customer', now())"
            )


async def test_without_a_scope_nothing_is_visible(store: Store) -> None:
    async with store.unit("one") as unit:
        await unit.run(
            "INSERT INTO tenants (tenant_id, pack, name, type, created_at) VALUES ('one', 'p', 'n', 'customer', now())"
        )
    async with store.connection() as connection:
        cursor = await connection.execute("SELECT count(*) AS n FROM tenants")
        row = await cursor.fetchone()
    assert row == {"n": 0}
