"""``parley widget``: the line that puts the chat on a site, and the keys by which a business names its users."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from kit.errors import InvalidInputError, NotFoundError
from kit.settings import settings
from server.cli.run import run

app = typer.Typer(no_args_is_help=True, help="The chat on a site: its line, its keys for known users.")
Tenant = Annotated[str, typer.Option("--tenant", help="The business.")]


@app.command("snippet")
def snippet(
    tenant: Tenant,
    address: Annotated[str, typer.Option(help="Where this server is reached from outside.")] = "",
) -> None:
    """Prints the line to paste into a site's pages."""
    chosen = settings()
    origin = (address or f"http://{chosen.host}:{chosen.port}").rstrip("/")
    typer.echo(f'<script async src="{origin}/widget.js" data-tenant="{tenant}"></script>')


@app.command("key")
def key(
    tenant: Tenant,
    public_key: Annotated[Path | None, typer.Option(help="A public key in PEM, for RS256; without it, HS256.")] = None,
) -> None:
    """Adds a key for the tokens of setUser. A secret that is made here is shown once and never again."""
    name = secrets.token_hex(4)
    secret = _pem(public_key) if public_key else secrets.token_urlsafe(32)
    run(_add(tenant, name, "RS256" if public_key else "HS256", secret))
    typer.echo(f"Key {name} is in use.")
    if not public_key:
        typer.echo(f"Sign users' tokens with HS256 and this secret, on your server: {secret}")


@app.command("keys")
def keys(tenant: Tenant) -> None:
    """Lists the keys by name, newest first."""
    for row in run(_every(tenant)):
        typer.echo(f"{row['id']}  {row['algorithm']}  {row['created_at']:%Y-%m-%d %H:%M}")


@app.command("drop-key")
def drop_key(tenant: Tenant, name: Annotated[str, typer.Argument(help="Its name, as 'keys' shows it.")]) -> None:
    """Takes a key out: tokens that it signed open nothing any more."""
    if not run(_drop(tenant, name)):
        raise NotFoundError(f"{tenant} has no key {name!r}: 'parley widget keys --tenant {tenant}' lists them.")
    typer.echo(f"Key {name} is gone.")


def _pem(path: Path) -> str:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    text = path.read_text()
    try:
        found = load_pem_public_key(text.encode())
    except ValueError:
        found = None
    if not isinstance(found, RSAPublicKey):
        raise InvalidInputError(f"{path}: expected an RSA public key in PEM.")
    return text


async def _add(tenant: str, name: str, algorithm: str, secret: str) -> None:
    from commerce.visitors.repository import add_key
    from server.secrets import Vault
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        sealed = Vault(house.settings).seal(secret.encode())
        await add_key(unit, name, algorithm, sealed, house.clock.now())


async def _every(tenant: str) -> list[dict[str, object]]:
    from commerce.visitors.repository import keys
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        return await keys(unit)


async def _drop(tenant: str, name: str) -> bool:
    from commerce.visitors.repository import drop_key
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house, house.store.unit(tenant) as unit:
        return await drop_key(unit, name)
