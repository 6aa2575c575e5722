"""``parley report``: what was sold, and how often recommendations were taken."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kit.errors import InvalidInputError
from kit.settings import settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from commerce.packs.model import Pack
    from store.unit import Unit

    Ask = Callable[[Unit, Pack], Awaitable[dict[str, Any]]]

app = typer.Typer(no_args_is_help=True, help="Figures of the shop.")
Tenant = Annotated[str, typer.Option(help="The business.")]
AsJson = Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")]


@app.command()
def sales(
    tenant: Tenant,
    day: Annotated[str | None, typer.Option(help="The day there, 2026-11-23; without it, today.")] = None,
    as_json: AsJson = False,
) -> None:
    """What was sold on a day: orders, money, by who sold, branch, channel and item, with commissions."""
    from commerce.reports.sales import sales as of_day

    pack, found = _asked(tenant, lambda unit, pack: of_day(unit, pack, _day(day, pack)))
    if as_json:
        _as_json(found)
        return
    for line in _told(found, pack):
        typer.echo(line)


@app.command()
def recommendations(tenant: Tenant, as_json: AsJson = False) -> None:
    """How often what was recommended was taken, by the way it was found."""
    from commerce.reports.recommendations import recommendations as of_all

    _, found = _asked(tenant, lambda unit, _pack: of_all(unit))
    if as_json:
        _as_json(found)
        return
    typer.echo(f"{found['recommended']} recommended, {found['taken']} taken ({_percent(found['share'])})")
    for row in found["by_strategy"]:
        typer.echo(f"  {row['strategy']:<14}{row['recommended']:>5}{row['taken']:>5}  {_percent(row['share'])}")


def _asked(tenant: str, ask: "Ask") -> "tuple[Pack, dict[str, Any]]":
    from server.cli.run import run

    return run(_ask(tenant, ask))


async def _ask(tenant: str, ask: "Ask") -> "tuple[Pack, dict[str, Any]]":
    """What ``ask`` finds in the records of ``tenant``, which may be a rehearsal (``autoparts--1a2b3c4d``)."""
    from commerce.packs.load import load
    from server.wiring import cache_of, open_house

    pack = load(settings().packs_dir, tenant.partition("--")[0], cache_of(settings()))
    async with open_house(settings(), only=[]) as house, house.store.unit(tenant) as unit:
        return pack, await ask(unit, pack)


def _day(text: str | None, pack: "Pack") -> date:
    from zoneinfo import ZoneInfo

    from kit.clock import SystemClock

    if text is None:
        return SystemClock().now().astimezone(ZoneInfo(pack.file.timezone)).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError(f"--day {text!r}: expected a day such as 2026-11-23") from None


def _told(found: dict[str, Any], pack: "Pack") -> list[str]:
    from kit.money import Money

    def money(minor: int) -> str:
        return Money(minor, found["currency"]).format(pack.file.locale[pack.file.languages[0]])

    lines = [
        f"{pack.file.company.name}, {found['day']} ({found['currency']})",
        f"  orders {found['orders']} (cancelled {found['cancelled']}), average {money(found['average'])}",
        f"  subtotal {money(found['subtotal'])}  {pack.file.tax.name} {money(found['tax'])}  "
        f"total {money(found['total'])}",
        f"  paid {money(found['paid'])}  refunded {money(found['refunded'])}  commissions {money(found['commission'])}",
    ]
    for title, rows in (("by person", "by_person"), ("by branch", "by_branch"), ("by channel", "by_channel")):
        lines.append(f"{title}:")
        lines += [
            f"  {row['name'] or '-':<24}{row['orders']:>4}{money(row['total']):>14}{money(row['commission']):>12}"
            for row in found[rows]
        ]
    lines.append("items:")
    lines += [f"  {row['code']:<24}{row['units']:>4}{money(row['total']):>14}" for row in found["items"]]
    return lines


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _as_json(found: dict[str, Any]) -> None:
    import orjson

    typer.echo(orjson.dumps(found, default=str).decode())
