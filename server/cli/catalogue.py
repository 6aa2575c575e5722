"""``parley catalogue``: load a file, search, generate one to try things on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kit.settings import settings

if TYPE_CHECKING:
    from commerce.catalogue.catalogue import Catalogue
    from commerce.catalogue.files.read import Reading
    from commerce.catalogue.repository import Written
    from commerce.packs.items import Item
    from commerce.packs.model import Pack

app = typer.Typer(no_args_is_help=True, help="The catalogue: load it from a file, search it, generate one.")
Tenant = Annotated[str, typer.Option(help="The business.")]
Json = Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")]
SHOWN = 20
"""Problems that are told one by one; ``--json`` has all of them."""


@app.command("load")
def load_file(
    file: Annotated[Path, typer.Argument(help="CSV, JSON or XLSX; columns are field names, or mapped to them.")],
    tenant: Tenant,
    mapping: Annotated[Path | None, typer.Option(help="YAML: which column is which field.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check every row and write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Adds and updates what is sold. Rows with a mistake are left out and told; exits with 1 when there are any."""
    from commerce.catalogue.files.mapping import read_mapping
    from commerce.catalogue.files.read import read

    pack = pack_of(tenant)
    reading = read(file, pack, read_mapping(mapping))
    written = None if dry_run else _write(pack, reading, file.name)
    if as_json:
        _print_json(_report(tenant, file, reading, written))
    else:
        _tell(file, reading, written)
    raise typer.Exit(1 if reading.problems else 0)


@app.command("refresh")
def refresh(
    tenant: Tenant,
    last: Annotated[bool, typer.Option("--last", help="Only tell how the last reading went.")] = False,
) -> None:
    """Reads the connected supplier's catalogue again now, and tells how it went, as one object."""
    from kit.errors import InvalidInputError
    from server.cli.run import run

    report = run(_refreshed(tenant, last=last))
    if report is None:
        raise InvalidInputError(
            f"{tenant}: no catalogue was read: give its address with parley connect inventory --set catalogue=https://…"
        )
    _print_json(report)
    raise typer.Exit(1 if "failed" in report or report["refused"] else 0)


async def _refreshed(tenant: str, *, last: bool) -> dict[str, Any] | None:
    from server.supplier import last_reading, reread
    from server.wiring import open_house

    async with open_house(settings(), only=[tenant]) as house:
        return await (last_reading(house, tenant) if last else reread(house, tenant, at_once=True))


@app.command("search")
def search(
    words: Annotated[str, typer.Argument(help="What a customer would write.")],
    tenant: Tenant,
    language: Annotated[str, typer.Option(help="es or en.")] = "es",
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    as_json: Json = False,
) -> None:
    """What the words find, best first: in the pack's catalogue and in what was loaded."""
    from commerce.pricing.price import unit_price

    pack, catalogue = opened(tenant)
    hits = catalogue.search(words, language, limit=limit)
    if as_json:
        _print_json([{"id": hit.item.id, "code": hit.item.code, "score": round(hit.score, 4)} for hit in hits])
        return
    locale = next((text for known, text in pack.file.locale.items() if known == language), "")
    for hit in hits:
        shown = unit_price(hit.item, pack).format(locale)
        typer.echo(f"{hit.score:.2f}  {hit.item.code:12} {shown:>12}  {_name(hit.item, language)}")
    if not hits:
        typer.echo("Nothing.")


@app.command("tier")
def tier(
    home_value: Annotated[str, typer.Option(help="What the home is worth, such as 520000.")],
    tenant: Tenant,
    language: Annotated[Literal["es", "en"], typer.Option()] = "en",
) -> None:
    """Which tier a home of that value reaches, and the materials that suit it."""
    from commerce.pricing.price import unit_price
    from kit.errors import InvalidInputError
    from kit.money import Money

    pack, catalogue = opened(tenant)
    worth = Money.parse(home_value, pack.file.currency)
    reached = catalogue.tier_for(worth)
    if reached is None:
        raise InvalidInputError(f"{tenant}: no tier for {home_value}: tiers are in its catalogue.yaml.")
    typer.echo(reached.name.get(language, reached.id))
    locale = pack.file.locale[language]
    for item in catalogue.in_tier(reached.id):
        typer.echo(f"{item.code:12} {unit_price(item, pack).format(locale):>12}  {_name(item, language)}")


@app.command("generate")
def generate_file(
    out: Annotated[Path, typer.Argument(help="The CSV file to write.")],
    rows: Annotated[int, typer.Option(min=1)] = 10_388,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Writes a believable auto-parts catalogue, always the same for the same seed."""
    import csv

    from commerce.catalogue.generate import COLUMNS, generate

    made = generate(rows, seed)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    typer.echo(f"{rows} rows in {out}")


def pack_of(tenant: str) -> "Pack":
    from commerce.packs.load import load
    from server.wiring import cache_of

    return load(settings().packs_dir, tenant, cache_of(settings()))


def opened(tenant: str) -> "tuple[Pack, Catalogue]":
    """The pack with what was loaded, and its catalogue."""
    from commerce.catalogue.catalogue import Catalogue
    from server.cli.run import run

    whole = run(_whole(pack_of(tenant)))
    return whole, Catalogue(whole)


async def _whole(pack: "Pack") -> "Pack":
    from commerce.catalogue.repository import with_products
    from server.wiring import open_house

    async with open_house(settings(), only=[]) as house:
        return await with_products(house.store, pack)


def _write(pack: "Pack", reading: "Reading", source: str) -> "Written":
    from server.cli.run import run

    return run(_upsert(pack, reading, source))


async def _upsert(pack: "Pack", reading: "Reading", source: str) -> "Written":
    from commerce.catalogue.repository import upsert
    from commerce.tenants.register import register
    from server.wiring import open_house

    async with open_house(settings(), only=[]) as house, house.store.unit(pack.id) as unit:
        now = house.clock.now()
        await register(unit, pack, now)
        return await upsert(unit, reading.items, currency=pack.file.currency, source=source, now=now)


def _report(tenant: str, file: Path, reading: "Reading", written: "Written | None") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "tenant": tenant,
        "file": file.name,
        "rows": reading.rows,
        "good": len(reading.items),
        "refused": len({problem.row for problem in reading.problems}),
        "written": asdict(written) if written else None,
        "problems": [asdict(problem) for problem in reading.problems],
    }


def _tell(file: Path, reading: "Reading", written: "Written | None") -> None:
    for problem in reading.problems[:SHOWN]:
        typer.echo(f"{file.name}: {problem}", err=True)
    if len(reading.problems) > SHOWN:
        typer.echo(f"… and {len(reading.problems) - SHOWN} more: --json has them all", err=True)
    refused = len({problem.row for problem in reading.problems})
    typer.echo(f"{reading.rows} rows: {len(reading.items)} good, {refused} refused")
    if written:
        typer.echo(f"Written: {written.added} new, {written.changed} changed, {written.unchanged} as they were")
    else:
        typer.echo("Nothing was written.")


def _name(item: "Item", language: str) -> str:
    names = dict(item.name)
    return next((text for known, text in names.items() if known == language), next(iter(names.values())))


def _print_json(found: Any) -> None:
    import orjson

    typer.echo(orjson.dumps(found).decode())
