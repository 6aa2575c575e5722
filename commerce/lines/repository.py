"""The rows of ``paused_lines``: lines on which sending has stopped until a person looks."""

from datetime import datetime

from store.unit import Row, Unit


async def pause(unit: Unit, line: str, code: int, why: str, now: datetime) -> None:
    await unit.run(
        "INSERT INTO paused_lines (tenant_id, line, code, why, paused_at) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (tenant_id, line) DO UPDATE SET code = excluded.code, why = excluded.why",
        (unit.tenant, line, code, why[:500], now),
    )


async def paused(unit: Unit, line: str) -> Row | None:
    return await unit.row("SELECT code, why, paused_at FROM paused_lines WHERE line = %s", (line,))


async def paused_lines(unit: Unit) -> list[Row]:
    """Every line of the tenant that has stopped, and why."""
    return await unit.rows("SELECT line, code, why, paused_at FROM paused_lines ORDER BY line")


async def resume_all(unit: Unit) -> int:
    """Sending goes on, on every line of the tenant; how many had stopped."""
    return await unit.run("DELETE FROM paused_lines")
