"""``parley key``: keys that let programs use the API of one business."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

if TYPE_CHECKING:
    from commerce.api_keys.repository import Wanted

app = typer.Typer(no_args_is_help=True, help="Keys of programs that use the API of a business.")

Tenant = Annotated[str, typer.Option(help="Whose business it is.")]
WHO = "command line"


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Which program it is for.")],
    tenant: Tenant,
    scope: Annotated[list[str], typer.Option(help="conversations, reports, content, approvals or orders; repeatable.")],
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="Good for so long; else until revoked.")] = None,
) -> None:
    """Makes a key and shows it, once: it is kept only as a digest."""
    from commerce.api_keys.model import as_scopes
    from commerce.api_keys.repository import Wanted
    from server.cli.run import run

    typer.echo(run(_create(tenant, Wanted(name, as_scopes(scope), days))))


@app.command("list")
def list_keys(tenant: Tenant) -> None:
    """Which keys there are, what they are for and when each was last used."""
    from server.cli.run import run

    for line in run(_list(tenant)):
        typer.echo(line)


@app.command("revoke")
def revoke(id: Annotated[UUID, typer.Argument(help="As the list says it.")], tenant: Tenant) -> None:
    """Ends a key, at once."""
    from server.cli.run import run

    run(_revoke(tenant, id))
    typer.echo(f"Key {id} opens nothing any more.")


async def _create(tenant: str, wanted: "Wanted") -> str:
    from commerce.api_keys import repository
    from server.cli.rows import rows_of

    async with rows_of(tenant, registered=True) as (house, unit):
        now = house.clock.now()
        return await repository.create(unit, house.ids.new(), wanted, WHO, now)


async def _list(tenant: str) -> list[str]:
    from commerce.api_keys import repository
    from server.cli.rows import rows_of

    async with rows_of(tenant) as (_, unit):
        rows = await repository.listed(unit)
    return [
        f"{row['id']}\t{row['shown']}\t{row['name']}\t{','.join(row['scopes'])}\t"
        + (f"used {row['used_at']:%Y-%m-%d %H:%M}" if row["used_at"] else "never used")
        + ("\trevoked" if row["revoked_at"] else "")
        for row in rows
    ]


async def _revoke(tenant: str, id: UUID) -> None:
    from commerce.api_keys import repository
    from server.cli.rows import rows_of

    async with rows_of(tenant) as (house, unit):
        await repository.revoke(unit, id, WHO, house.clock.now())
