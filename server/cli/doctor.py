"""``parley doctor``: what works here and what does not, with what to do about it."""

import shutil
import sys

import typer

from kit.errors import ParleyError
from kit.settings import settings


def doctor() -> None:
    """Checks Python, the database, the bus, the packs and the engine, one line each."""
    from server.cli.run import run

    checks = [("Python", _python()), ("Disk", _disk()), ("Packs", _packs()), ("House", run(_house()))]
    for name, (good, line) in checks:
        typer.echo(f"{'ok ' if good else 'BAD'}  {name}: {line}")
    raise typer.Exit(0 if all(good for _, (good, _) in checks) else 1)


def _python() -> tuple[bool, str]:
    return sys.version_info >= (3, 11), sys.version.split()[0]


def _disk() -> tuple[bool, str]:
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings().data_dir).free // 2**20
    return free > 500, f"{free} MB free for {settings().data_dir}"


def _packs() -> tuple[bool, str]:
    from commerce.packs.check import check
    from commerce.packs.load import available

    root = settings().packs_dir
    found = available(root)
    wrong = [str(problem) for tenant in found for problem in check(root, tenant)]
    return bool(found) and not wrong, wrong[0] if wrong else ", ".join(found) or f"none under {root}"


async def _house() -> tuple[bool, str]:
    from server.wiring import open_house

    try:
        async with open_house(settings()) as house, house.store.connection() as connection:
            row = await (await connection.execute("SELECT version() AS version")).fetchone()
            bus = "redis" if settings().redis_url else "in process"
            version = row["version"].split(",")[0] if row else "?"
            return (
                True,
                f"{version}; bus {bus}; tenants {', '.join(sorted(house.tenants))}; engine {settings().engine}",
            )
    except ParleyError as error:
        return False, error.detail
