"""``parley approvals``: what waits for a person's decision, and deciding it."""

import sys
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from kit.errors import InvalidInputError
from kit.settings import settings

if TYPE_CHECKING:
    from commerce.packs.prices import Role

app = typer.Typer(no_args_is_help=True, help="Discounts that wait for a person: list them, approve or refuse one.")
Tenant = Annotated[str, typer.Option(help="The business.")]
By = Annotated[str, typer.Option(help="Who decides, for the record.")]
As = Annotated[str, typer.Option("--as", help="Their role: agent, supervisor, admin or owner.")]
Note = Annotated[str | None, typer.Option(help="Why, for the record.")]


@app.command("list")
def list_approvals(
    tenant: Tenant,
    every: Annotated[bool, typer.Option("--all", help="Decided ones too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Those that wait, oldest first."""
    from server.approvals import waiting
    from server.cli.run import run

    found = run(_in_house(tenant, lambda house: waiting(house, tenant, None if every else "waiting")))
    if as_json:
        import orjson

        sys.stdout.write(orjson.dumps(found).decode() + "\n")
        return
    for row in found:
        typer.echo(_line(row))
    if not found:
        typer.echo("Nothing waits.")


@app.command("approve")
def approve(approval: str, tenant: Tenant, by: By, role: As = "owner", note: Note = None) -> None:
    """Grants it: the customer gets the new total in the conversation."""
    _decide(approval, tenant, approved=True, by=by, role=role, note=note)


@app.command("refuse")
def refuse(approval: str, tenant: Tenant, by: By, role: As = "owner", note: Note = None) -> None:
    """Refuses it: the customer is told that the quote stands."""
    _decide(approval, tenant, approved=False, by=by, role=role, note=note)


def _decide(approval: str, tenant: str, *, approved: bool, by: str, role: str, note: str | None) -> None:
    from commerce.approvals.repository import Verdict
    from server.approvals import decide
    from server.cli.run import run

    known, id = _role(role), _id(approval)
    row = run(_in_house(tenant, lambda house: decide(
        house, tenant, id, Verdict(approved, by, known, note, house.clock.now())
    )))  # fmt: skip
    typer.echo(_line(row))


async def _in_house(tenant: str, work: Any) -> Any:
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house:
        return await work(house)


def _role(name: str) -> "Role":
    from commerce.packs.prices import ROLES

    found = next((role for role in ROLES if role == name and role != "bot"), None)
    if found is None:
        raise InvalidInputError(f"--as {name!r}: expected one of {', '.join(ROLES[1:])}")
    return found


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInputError(f"{text!r} is no approval's id: parley approvals list shows them") from None


def _line(row: dict[str, Any]) -> str:
    from kit.money import Money

    total, off = Money(row["total"], row["currency"]), Money(row["off"], row["currency"])
    share = f"{row['off_bp'] // 100}.{row['off_bp'] % 100:02d} %"
    who = f" by {row['decided_by']} ({row['decided_role']})" if row["decided_by"] else f", needs {row['needs']}"
    return f"{row['id']}  {row['status']}{who}  {row['quote_number']}: {share} of {total.format('')}, {off.format('')}"
