"""``parley knowledge``: what is wrong with the content, and what it lacks."""

import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from kit.settings import settings

if TYPE_CHECKING:
    from server.wiring import House

app = typer.Typer(no_args_is_help=True, help="The content: what is wrong with it, what customers asked in vain.")
Tenant = Annotated[str, typer.Option("--tenant", help="Whose content.")]
Json = Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")]


@app.command("check")
def check(tenant: Tenant, as_json: Json = False) -> None:
    """Prices that contradict the catalogue, dead anchors, strange languages, doubles, offers that are over."""
    from server.content import inconsistencies

    found = _of(tenant, inconsistencies)
    _show(found, as_json, [_wrong(each) for each in found["inconsistencies"]], f"{tenant}: good")
    raise typer.Exit(1 if found["inconsistencies"] else 0)


@app.command("unanswered")
def unanswered(tenant: Tenant, as_json: Json = False) -> None:
    """What customers asked and the content did not answer, those asked most first."""
    from server.content import unanswered as listed

    found = _of(tenant, listed)
    _show(found, as_json, [_asked(each) for each in found["questions"]], f"{tenant}: nothing was asked in vain")


def _wrong(each: dict[str, Any]) -> str:
    return f"{each['kind']}: {each['url']}: «{each['found']}»; expected {each['expected']}"


def _asked(each: dict[str, Any]) -> str:
    return f"{each['asked']:4}  {each['question']}  (last on {each['last'][:10]})"


def _of(tenant: str, ask: "Callable[[House, str], Coroutine[Any, Any, dict[str, Any]]]") -> dict[str, Any]:
    from server.cli.run import run
    from server.wiring import open_house

    async def asked() -> dict[str, Any]:
        async with open_house(settings(), only=[tenant]) as house:
            return await ask(house, tenant)

    return run(asked())


def _show(found: dict[str, Any], as_json: bool, lines: list[str], nothing: str) -> None:
    text = orjson.dumps(found).decode() if as_json else "\n".join(lines or [nothing])
    sys.stdout.write(text + "\n")
