"""``parley eval webhooks``: the same afternoon told in many ways."""

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from kit.settings import settings

AT = datetime.fromisoformat("2026-11-23T15:00:00+00:00")


def webhooks(
    cases: Annotated[int, typer.Option(min=1, help="Afternoons, each told in order and then as Meta may.")] = 1000,
    seed: Annotated[int, typer.Option(help="Another seed, other afternoons.")] = 1,
    tenant: Annotated[str, typer.Option(help="The business that is told.")] = "autoparts",
) -> None:
    """Webhooks shuffled, split, merged and repeated must leave the rows that they leave in order. Exit 1 if not."""
    from commerce.packs.load import load
    from evals.bench.database import scratch_settings
    from evals.bench.engine import ConstantEngine
    from evals.webhooks.same import same
    from kit.clock import StillClock
    from kit.logging import configure
    from language.embedded.encoder.hashing import HashingEncoder
    from server.cli.run import run
    from server.wiring import open_house

    async def play() -> list[dict[str, object]]:
        with tempfile.TemporaryDirectory(prefix="parley-webhooks-") as folder:
            async with scratch_settings(settings()) as own:
                chosen = own.model_copy(update={"data_dir": Path(folder)})
                async with open_house(chosen, clock=StillClock(AT), only=[], encoder=HashingEncoder()) as house:
                    pack = load(chosen.packs_dir, tenant, Path(folder))
                    await house.admit(pack.model_copy(update={"documents": []}), engine=ConstantEngine())
                    return await same(house, tenant, cases, seed, _say)

    configure("ERROR")  # each afternoon has messages that fail, and says so
    different = run(play())
    found = {"cases": cases, "different": len({case["case"] for case in different})}
    sys.stdout.write(orjson.dumps(found).decode() + "\n")
    raise typer.Exit(1 if different else 0)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
