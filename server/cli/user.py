"""``parley user``: the people who may sign in to the console."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from uuid import UUID

    from commerce.accounts.model import Role

app = typer.Typer(no_args_is_help=True, help="The people who may sign in to the console.")

Tenant = Annotated[str, typer.Option(help="Whose people they are.")]


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="What they sign in with.")],
    tenant: Tenant,
    name: Annotated[str, typer.Option(help="As colleagues and customers see it.")],
    role: Annotated[str, typer.Option(help="agent, supervisor, admin or owner.")] = "agent",
    branch: Annotated[str | None, typer.Option(help="The only branch that they see.")] = None,
    password: Annotated[
        str | None, typer.Option(help="Asked for where it is not given.", envvar="PARLEY_USER_PASSWORD")
    ] = None,
) -> None:
    """Adds somebody. The password has at least twelve characters."""
    from commerce.accounts.model import as_role
    from server.cli.run import run

    given = password or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    id = run(_add(tenant, email, name, as_role(role), given, branch))
    typer.echo(f"{email} may sign in to {tenant} as {role} ({id}).")


@app.command("list")
def list_users(tenant: Tenant) -> None:
    """Who may sign in, with role and branch."""
    from server.cli.run import run

    for line in run(_list(tenant)):
        typer.echo(line)


@app.command("disable")
def disable(email: Annotated[str, typer.Argument(help="Who is to be kept out.")], tenant: Tenant) -> None:
    """Keeps somebody out, at once."""
    from server.cli.run import run

    run(_disable(tenant, email))
    typer.echo(f"{email} cannot sign in to {tenant} any more.")


@app.command("reset")
def reset(
    email: Annotated[str, typer.Argument(help="Who cannot get in any more.")],
    tenant: Tenant,
    password: Annotated[
        str | None, typer.Option(help="Asked for where it is not given.", envvar="PARLEY_USER_PASSWORD")
    ] = None,
) -> None:
    """A new password, and no second factor until they set one up again. Their sessions end."""
    from server.cli.run import run

    given = password or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    run(_reset(tenant, email, given))
    typer.echo(f"{email} signs in to {tenant} with the new password and sets a second factor up anew.")


async def _reset(tenant: str, email: str, password: str) -> None:
    from commerce.accounts import passwords, repository
    from commerce.audit.repository import record
    from server.cli.rows import rows_of

    hash = passwords.hashed(password)
    async with rows_of(tenant) as (house, unit):
        now, row = house.clock.now(), await repository.known(unit, email)
        await repository.set_password(unit, row["id"], hash, now)
        await repository.forget_factor(unit, row["id"], now)
        detail = {"user": str(row["id"])}
        await record(unit, "command line", "user.reset", conversation=None, detail=detail, now=now)


async def _add(tenant: str, email: str, name: str, role: "Role", password: str, branch: str | None) -> "UUID":
    from commerce.accounts import passwords, repository
    from server.cli.rows import rows_of

    hash = passwords.hashed(password)
    async with rows_of(tenant, registered=True) as (house, unit):
        id, now = house.ids.new(), house.clock.now()
        await repository.add(unit, id, email, name, role, hash, branch, now)
    return id


async def _list(tenant: str) -> list[str]:
    from commerce.accounts import repository
    from server.cli.rows import rows_of

    async with rows_of(tenant) as (_, unit):
        rows = await repository.everyone(unit)
    return [
        f"{row['email']}\t{row['name']}\t{row['role']}\t{row['branch'] or 'all branches'}"
        + ("\tdisabled" if row["disabled_at"] else "")
        for row in rows
    ]


async def _disable(tenant: str, email: str) -> None:
    from commerce.accounts import repository
    from server.cli.rows import rows_of

    async with rows_of(tenant) as (house, unit):
        row = await repository.known(unit, email)
        await repository.disable(unit, row["id"], house.clock.now())
