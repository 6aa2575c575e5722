"""``parley ingest``: brings content in."""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated

import typer

from kit.settings import settings

if TYPE_CHECKING:
    from commerce.packs.model import Pack
    from knowledge.ingest import Report
    from knowledge.load.options import Options
    from knowledge.load.sources import Source
    from server.wiring import House

SHOWN = 40
"""Skipped places that are shown; all are in ``--json``."""


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, addresses, or the word catalogue.")],
    tenant: Annotated[str, typer.Option(help="Whose content it is.")],
    site: Annotated[str | None, typer.Option(help="The address that files are published under.")] = None,
    language: Annotated[str | None, typer.Option(help="Of every page, as in es; told from the text otherwise.")] = None,
    name: Annotated[str | None, typer.Option(help="Keeps one source under this name instead of its own.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Pages of each source.")] = 5000,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Says what would change, and changes nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as one object.")] = False,
) -> None:
    """Brings a site, an export, files or the catalogue into a tenant's index; again, only what changed."""
    from kit.errors import InvalidInputError
    from knowledge.load.options import Options
    from server.cli.run import run

    if name and len(sources) > 1:
        raise InvalidInputError(f"--name is for one source: {len(sources)} were given.")

    def options_of(pack: "Pack") -> Options:
        return Options(
            languages=tuple(pack.file.languages), language=language, site=site.rstrip("/") if site else None, name=name,
            limit=limit, namespace=pack.file.sales_agent.vector_database.namespace, private=settings().ingest_private,
        )  # fmt: skip

    run(_ingest(sources, tenant, options_of, dry=dry_run, as_json=as_json))


async def _ingest(
    given: list[str], tenant: str, options_of: "Callable[[Pack], Options]", *, dry: bool, as_json: bool
) -> None:
    """By the pack as it is in use: with what was changed of it in the console."""
    from commerce.tenants.register import register
    from knowledge.load.sources import source_of
    from server.wiring import open_house

    async with open_house(settings(), only=[]) as house:
        pack = await house.pack_in_use(tenant)
        opened = [source_of(each, pack, options_of(pack)) for each in given]
        async with house.store.unit(pack.id) as unit:
            await register(unit, pack, house.clock.now())
        started = house.clock.ticks()
        reports = [await _one(house, pack, source, dry=dry) for source in opened]
        seconds = (house.clock.ticks() - started) / 1000
        told = list(zip(opened, reports, strict=True))
        if not dry:
            await _record(house, pack, told)
    _print_json(told, dry, seconds) if as_json else _print(told, dry, seconds)


async def _one(house: "House", pack: "Pack", source: "Source", *, dry: bool) -> "Report":
    from knowledge.index import index_for
    from knowledge.ingest import ingest_pages

    now, settings = house.clock.now(), pack.file.sales_agent.vector_database
    async with aclosing(index_for(house.store, pack.id, settings, house.encoder)) as index:
        return await ingest_pages(index, source.read(), now, source.name, told=_progress(source.name), dry=dry)


async def _record(house: "House", pack: "Pack", told: "list[tuple[Source, Report]]") -> None:
    """Leaves it among the ingestions, where those that came over HTTP are."""
    from knowledge.ingestions import repository as ingestions

    id, now = house.ids.new(), house.clock.now()
    async with house.store.unit(pack.id) as unit:
        await ingestions.begin(unit, id, [source.name for source, _ in told], {}, {}, now)
        await ingestions.take(unit, id, now)
        await ingestions.progress(unit, id, {source.name: report for source, report in told})
        await ingestions.finish(unit, id, now)


def _progress(name: str) -> "Callable[[Report], Awaitable[None]]":
    async def told(report: "Report") -> None:
        pages = report.added + report.changed + report.unchanged
        typer.echo(f"{name}: {pages} pages, {report.chunks} chunks, {len(report.skipped)} skipped", err=True)

    return told


def _print_json(told: "list[tuple[Source, Report]]", dry: bool, seconds: float) -> None:
    import orjson

    from knowledge.ingestions.report import told_of

    found = [{"source": source.name, "kind": source.kind, **told_of(report)} for source, report in told]
    typer.echo(orjson.dumps({"dry_run": dry, "seconds": round(seconds, 2), "sources": found}).decode())


def _print(told: "list[tuple[Source, Report]]", dry: bool, seconds: float) -> None:
    for source, report in told:
        would = "would be " if dry else ""
        typer.echo(f"{source.name} ({source.kind})")
        typer.echo(
            f"  {would}added {report.added}, changed {report.changed}, removed {report.removed}; "
            f"unchanged {report.unchanged}; {report.chunks} chunks; skipped {len(report.skipped)}"
        )
        for each in report.skipped[:SHOWN]:
            typer.echo(f"  - {each.where}: {each.reason}")
        if len(report.skipped) > SHOWN:
            typer.echo(f"  … and {len(report.skipped) - SHOWN} more (--json tells how many for each reason)")
        if not report.is_whole:
            typer.echo("  Not all of it was read, so nothing was removed.")
    typer.echo(f"{seconds:.1f} s")
