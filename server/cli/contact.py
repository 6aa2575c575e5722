"""``parley contact``: who a customer is over all channels; two that are one person become one, or are parted again."""

from typing import Annotated, Any
from uuid import UUID

import orjson
import typer

from kit.errors import InvalidInputError, NotFoundError
from kit.settings import settings
from server.cli.run import run

app = typer.Typer(no_args_is_help=True, help="Contacts: one customer, the many ids by which channels know them.")
Tenant = Annotated[str, typer.Option("--tenant", help="The business.")]
Who = Annotated[str, typer.Argument(help="A contact's id, or CHANNEL:ID such as whatsapp:5214425550100.")]
ACTOR = "command line"


@app.command("show")
def show(who: Who, tenant: Tenant) -> None:
    """The contact's channels, profile with provenance, consents, conversations and merges, as JSON."""
    typer.echo(orjson.dumps(run(_show(tenant, who)), option=orjson.OPT_INDENT_2, default=str).decode())


@app.command("merge")
def merge(
    keep: Who, other: Annotated[str, typer.Argument(help="Who becomes part of the first.")], tenant: Tenant
) -> None:  # fmt: skip
    """Makes two contacts one, on your word that they are the same person. 'unmerge' undoes it."""
    typer.echo(f"merged: {run(_merge(tenant, keep, other))}")


@app.command("unmerge")
def unmerge(
    id: Annotated[str, typer.Argument(metavar="MERGE", help="The merge's id, as 'show' lists it.")], tenant: Tenant
) -> None:
    """Parts two contacts again: each has what was theirs before."""
    kept, gone = run(_unmerge(tenant, _uuid(id)))
    typer.echo(f"parted: {kept} and {gone}")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInputError(f"{text!r}: expected an id such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427.") from None


async def _contact(unit: Any, who: str) -> UUID:
    from commerce.contacts.repository import known_as

    channel, colon, external_id = who.partition(":")
    if not colon:
        return _uuid(who)
    found = await known_as(unit, channel, external_id)
    if found is None:
        raise NotFoundError(f"No contact is known by {external_id} on {channel}.")
    return found


async def _show(tenant: str, who: str) -> dict[str, Any]:
    from commerce.contacts.show import show
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        return await show(unit, await _contact(unit, who))


async def _merge(tenant: str, keep: str, other: str) -> UUID:
    from commerce.contacts.merge import merge
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        kept, gone = await _contact(unit, keep), await _contact(unit, other)
        return await merge(unit, kept, gone, "person", ACTOR, house.tenant(tenant).pack, house.clock.now())


async def _unmerge(tenant: str, id: UUID) -> tuple[UUID, UUID]:
    from commerce.contacts.unmerge import unmerge
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        return await unmerge(unit, id, ACTOR, house.clock.now())
