"""``parley eval stream``: how soon a customer reads what the model writes."""

import sys
from datetime import datetime
from statistics import median, quantiles
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from evals.simulate.command import START
from kit.settings import settings

if TYPE_CHECKING:
    from evals.stream.watch import Watch


def stream(
    tenant: Annotated[str, typer.Option(help="The pack to play with.")] = "colombiatic",
    turns: Annotated[int, typer.Option("-n", "--turns", min=2, help="Turns, at least.")] = 200,
    pace_ms: Annotated[int, typer.Option(min=0, help="Milliseconds between the pieces that the model sends.")] = 15,
) -> None:
    """Plays customers with an honest model that writes slowly; prints times in milliseconds as JSON."""
    from server.cli.run import run

    watch = run(_play(tenant, turns, pace_ms))
    found = {
        "turns": len(watch.own),
        "first_sentence_behind_the_models": _spread(watch.behind),
        "own_time_a_turn": _spread(watch.own),
        "cpu_a_turn": _spread(watch.cpu),
    }
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")


async def _play(tenant: str, turns: int, pace_ms: int) -> "Watch":
    from pydantic import SecretStr

    from evals.simulate.play import play_many
    from evals.stream.watch import Watch
    from server.modelstub.app import ModelApp
    from server.modelstub.honest import honest
    from server.modelstub.serve import serving

    watch = Watch(ModelApp(honest, pace_s=pace_ms / 1000))
    async with serving(watch.app) as url:
        asking = settings().model_copy(
            update={"engine": "llm", "openai_base_url": url, "openai_api_key": SecretStr("none")}
        )
        playing = play_many(asking, tenant, turns, 1, datetime.fromisoformat(START), watch)
        async for _ in playing:
            if len(watch.own) >= turns:
                break
        await playing.aclose()  # type: ignore[attr-defined]  # it is a generator
    return watch


def _spread(times: list[float]) -> dict[str, Any]:
    return {"p50": round(median(times), 1), "p95": round(quantiles(times, n=20)[-1], 1), "n": len(times)}
