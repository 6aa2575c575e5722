"""``parley connect``: a tenant's keys with a vendor, kept sealed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kit.errors import InvalidInputError
from kit.settings import settings

app = typer.Typer(no_args_is_help=True, help="Keys with vendors, kept sealed in the database.")
Tenant = Annotated[str, typer.Option(help="Whose keys they are.")]
Given = Annotated[list[str] | None, typer.Option("--set", help="key=value; asked for where it is left out.")]


@app.command("whatsapp")
def whatsapp(
    tenant: Tenant,
    given: Given = None,
    sync: Annotated[bool, typer.Option("--sync", help="Also read the account's templates.")] = False,
) -> None:
    """app_secret, verify_token, access_token; for templates waba_id; while a secret changes previous_app_secret."""
    from server.cli.run import run
    from server.connecting import connect_whatsapp
    from tools.channels.whatsapp.credentials import NEEDED, OPTIONAL

    keys = read_keys(given or [], NEEDED, OPTIONAL)
    for line in run(connect_whatsapp(settings(), tenant, keys, sync=sync)):
        typer.echo(line)


@app.command("twilio")
def twilio(tenant: Tenant, given: Given = None) -> None:
    """account_sid, auth_token; messaging_service_sid where one sends; while a token changes previous_auth_token."""
    from server.cli.run import run
    from server.connecting import connect_twilio
    from tools.channels.twilio.credentials import NEEDED, OPTIONAL

    keys = read_keys(given or [], NEEDED, OPTIONAL)
    for line in run(connect_twilio(settings(), tenant, keys)):
        typer.echo(line)


@app.command("email")
def email(tenant: Tenant, given: Given = None) -> None:
    """smtp_host, smtp_user, smtp_password, imap_host to be read from; and _port, _tls, imap_folder, webhook_secret."""
    from server.cli.run import run
    from server.connecting import connect_email
    from tools.channels.email.credentials import NEEDED, OPTIONAL

    keys = read_keys(given or [], NEEDED, OPTIONAL)
    for line in run(connect_email(settings(), tenant, keys)):
        typer.echo(line)


@app.command("inventory")
def inventory(tenant: Tenant, given: Given = None) -> None:
    """provider (rest or soap), address; token where it wants one; catalogue, every_hours, mapping (a YAML file) for the
    supplier's catalogue. A serving process takes it up at its start."""
    from server.cli.run import run
    from server.connecting import connect_inventory

    for line in run(connect_inventory(settings(), tenant, inventory_keys(given or []))):
        typer.echo(line)


def inventory_keys(given: list[str]) -> dict[str, str]:
    """The keys, with what the mapping's file says in the place of its name; raises InvalidInputError, OSError."""
    from commerce.catalogue.files.mapping import read_mapping
    from tools.inventory.credentials import NEEDED, OPTIONAL

    keys = read_keys(given, NEEDED, OPTIONAL)
    if "mapping" in keys:
        keys["mapping"] = read_mapping(Path(keys["mapping"])).model_dump_json()
    return keys


def read_keys(given: list[str], needed: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, str]:
    """The keys that were given, with those that are missing asked for, unseen. Raises InvalidInputError."""
    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or name not in needed + optional or not value.strip():
            raise InvalidInputError(f"--set {name}: expected one of {', '.join(needed + optional)} with =value.")
        found[name] = value.strip()
    for name in needed:
        if name not in found:
            found[name] = _ask(name)
    return found


def _ask(name: str) -> str:
    if not sys.stdin.isatty():
        raise InvalidInputError(f"{name} is missing: give it with --set {name}=…")
    return str(typer.prompt(name, hide_input=True)).strip()
