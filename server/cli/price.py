"""``parley price``: what things cost, and how each figure came about."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kit.errors import InvalidInputError

if TYPE_CHECKING:
    from commerce.catalogue.catalogue import Catalogue
    from commerce.packs.items import Item
    from commerce.packs.model import Pack
    from commerce.pricing.basket import Basket
    from commerce.pricing.financing import Offer

Role = Literal["bot", "agent", "supervisor", "admin", "owner"]


def price(
    lines: Annotated[list[str], typer.Argument(help="What: an item's id or code, and how much: BD-4471=2.")],
    tenant: Annotated[str, typer.Option(help="The business.")],
    on: Annotated[str | None, typer.Option(help="The day, 2026-11-23; without it, today there.")] = None,
    price_list: Annotated[str | None, typer.Option("--list", help="A price list of the pack.")] = None,
    complexity: Annotated[str | None, typer.Option(help="How hard the job is.")] = None,
    postal_code: Annotated[str | None, typer.Option(help="Where it goes, for tax by place.")] = None,
    coupon: Annotated[str | None, typer.Option()] = None,
    discount: Annotated[str | None, typer.Option(help="Percent off the whole, such as 7.5.")] = None,
    role: Annotated[Role, typer.Option(help="Who gives the discount.")] = "agent",
    approved_by: Annotated[Role | None, typer.Option(help="Who agreed to a discount beyond the role's limit.")] = None,
    plans: Annotated[bool, typer.Option("--plans", help="What it comes to in payments.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="How each figure came about.")] = False,
    language: Annotated[Literal["es", "en"], typer.Option()] = "es",
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Prices a basket as a quote would be priced."""
    from commerce.pricing.basket import basket
    from commerce.pricing.discounts import Discount
    from commerce.pricing.financing import offers
    from commerce.pricing.price import price as price_of
    from commerce.pricing.terms import Terms
    from server.cli.catalogue import opened

    pack, catalogue = opened(tenant)
    terms = Terms(_day(on, pack), price_list, complexity, postal_code)
    priced = [price_of(item, count, pack, terms) for item, count in _wanted(lines, catalogue)]
    less = Discount(role, off_bp=_basis_points(discount), approved_by=approved_by) if discount else None
    found = basket(priced, pack, terms, coupon, less)
    ways = offers(found.totals.total, pack) if plans else []
    if as_json:
        _as_json(found, ways)
    else:
        _as_text(found, ways, pack, language, explain)


def _wanted(lines: Sequence[str], catalogue: "Catalogue") -> "list[tuple[Item, Decimal]]":
    wanted = []
    for line in lines:
        name, _, count = line.partition("=")
        try:
            wanted.append((catalogue.called(name), Decimal(count or "1")))
        except InvalidOperation:
            raise InvalidInputError(f"{line!r}: expected an item and how much of it, such as BD-4471=2") from None
    return wanted


def _day(text: str | None, pack: "Pack") -> Any:
    from datetime import date
    from zoneinfo import ZoneInfo

    from kit.clock import SystemClock

    if text is None:
        return SystemClock().now().astimezone(ZoneInfo(pack.file.timezone)).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError(f"--on {text!r}: expected a day such as 2026-11-23") from None


def _basis_points(percent: str) -> int:
    try:
        exact = Decimal(percent) * 100
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite() or exact % 1:
        raise InvalidInputError(f"--discount {percent!r}: expected a percentage such as 7.5")
    return int(exact)


def _as_json(found: "Basket", ways: "Sequence[Offer]") -> None:
    from dataclasses import asdict

    import orjson

    from commerce.quotes.draft import plain_line

    typer.echo(orjson.dumps({
        "lines": [plain_line(line) for line in found.lines],
        "subtotal": found.totals.subtotal.minor,
        "tax": found.totals.tax.minor,
        "total": found.totals.total.minor,
        "currency": found.totals.currency,
        "explanation": found.totals.explanation,
        "decision": asdict(found.decision) if found.decision else None,
        "plans": [{"plan": way.plan.id, "explanation": way.explanation} for way in ways],
    }).decode())  # fmt: skip


def _as_text(
    found: "Basket", ways: "Sequence[Offer]", pack: "Pack", language: Literal["es", "en"], explained: bool
) -> None:
    from commerce.pricing.explain import explain

    steps = found.totals.explanation
    for line in found.lines if explained else ():
        typer.echo("\n".join([*explain(line.explanation, pack, language), ""]))
    typer.echo("\n".join(explain(steps if explained else steps[-1:], pack, language)))
    for way in ways:
        shown = way.explanation if explained else way.explanation[2:3]
        typer.echo("\n".join([f"\n{way.plan.name.get(language, way.plan.id)}:", *explain(shown, pack, language)]))
    if found.decision and not found.decision.allowed:
        needs = found.decision.needs or "nobody: the business gives no such discount"
        typer.echo(f"\nNot applied: {Decimal(found.decision.off_bp) / 100} % needs approval by {needs}.")
