"""``parley summary``: a conversation in a few lines, for its customer or for the team."""

from typing import Annotated, Any, Literal
from uuid import UUID

import typer

from kit.settings import settings


def summary(
    conversation: Annotated[UUID, typer.Argument(help="The conversation (session) to sum up.")],
    tenant: Annotated[str, typer.Option(help="Its tenant.")],
    audience: Annotated[Literal["customer", "sales", "both"], typer.Option(help="Who it is for.")] = "both",
    style: Annotated[
        Literal["professional", "casual", "detailed"] | None, typer.Option(help="The pack's where it is not given.")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Mail it too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
) -> None:
    """Sums a conversation up as it stands, and keeps the summary with the conversation."""
    import orjson

    from server.cli.run import run

    for row in run(_made(tenant, conversation, audience, style, send)):
        typer.echo(orjson.dumps(row, default=str).decode() if as_json else _shown(row))


async def _made(tenant: str, conversation: UUID, audience: str, style: Any, send: bool) -> list[dict[str, Any]]:
    from commerce.packs.load import load
    from graphs.sum_up import sum_up_now
    from server.wiring import cache_of, open_house

    audiences: Any = ("customer", "sales") if audience == "both" else (audience,)
    business, _, rehearsal = tenant.partition("--")
    async with open_house(settings(), only=[]) as house:
        pack = load(settings().packs_dir, business, cache_of(settings()))
        await house.admit(pack, tenant if rehearsal else None)
        return await sum_up_now(
            house.store, house.context, house.saver, tenant, conversation, house.clock.now(), audiences=audiences,
            style=style, send=send,
        )  # fmt: skip


def _shown(row: dict[str, Any]) -> str:
    goes = f" → {row['recipient']}" if row["recipient"] else ""
    return f"[{row['audience']}, {row['style']}]{goes}\n{row['subject']}\n\n{row['body']}\n"
