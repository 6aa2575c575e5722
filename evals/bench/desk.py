"""``parley bench desk``: how quickly the console's list answers among very many conversations.

The conversations are made by the database: a tenth with a person or waiting for one, six branches of which one is a
village shop (one conversation in a thousand), three channels, ten stages, names of two thousand families, three
messages each.
"""

import time
from collections.abc import Sequence
from typing import Any

from commerce.browsing.browse import browse
from commerce.browsing.repository import Wanted
from evals.bench.database import scratch_settings
from evals.bench.growth import Say
from evals.bench.repository import known_client, make_conversations
from evals.bench.systems import TENANT
from evals.bench.turn import admit
from evals.retrieval.grade import percentile
from kit.settings import Settings
from server.wiring import House, open_house

ROUNDS = 15
PAGES = 3
"""Pages that are read of each list."""
AGENT = "agent-3"
LISTS: dict[str, Wanted] = {
    "all": Wanted(AGENT),
    "mine": Wanted(AGENT, "mine"),
    "unassigned": Wanted(AGENT, "unassigned"),
    "bot": Wanted(AGENT, "bot"),
    "waiting": Wanted(AGENT, "waiting"),
    "a branch": Wanted(AGENT, branch="branch-2"),
    "a small branch": Wanted(AGENT, branch="village"),
    "a channel": Wanted(AGENT, channel="email"),
    "a channel without any": Wanted(AGENT, channel="sms"),
    "a stage": Wanted(AGENT, stage="stage-4"),
    "a stage without any": Wanted(AGENT, stage="closed"),
    "an intention": Wanted(AGENT, intention="high"),
    "mine of a branch": Wanted(AGENT, "mine", branch="branch-2"),
    "a name": Wanted(AGENT, words="{family}"),
    "a letter": Wanted(AGENT, words="a"),
    "a name that nobody has": Wanted(AGENT, words="zzyzx"),
    "the end of a phone": Wanted(AGENT, words="{digits}"),
}


async def bench_desk(settings: Settings, conversations: int, say: Say) -> dict[str, Any]:
    """``{"conversations", "ms_p50", "ms_p95", "lists": {name: {"ms_p50", "ms_p95", "rows"}}}``: one page each time."""
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        await admit(house, "fixed")
        await make_conversations(house, conversations, say)
        timed = {name: await _timed(house, wanted) for name, wanted in (await _lists(house)).items()}
    every = sorted(ms for times, _ in timed.values() for ms in times)
    lists = {name: {**_marks(times), "rows": rows} for name, (times, rows) in timed.items()}
    return {"conversations": conversations, **_marks(every), "lists": lists}


async def _lists(house: House) -> dict[str, Wanted]:
    async with house.store.unit(TENANT) as unit:
        row = await known_client(unit)
    known = {"{family}": row["client_name"].split()[1], "{digits}": row["phone_number"][-4:]}
    return {name: _filled(wanted, known) for name, wanted in LISTS.items()}


def _filled(wanted: Wanted, known: dict[str, str]) -> Wanted:
    return Wanted(
        wanted.agent, wanted.folder, wanted.branch, wanted.channel, wanted.stage, wanted.intention,
        known.get(wanted.words, wanted.words),
    )  # fmt: skip


async def _timed(house: House, wanted: Wanted) -> tuple[list[float], int]:
    times, rows = [], 0
    for _ in range(ROUNDS):
        mark, rows = None, 0
        for _ in range(PAGES):
            began = time.perf_counter()
            async with house.store.unit(TENANT) as unit:
                shelf = await browse(unit, wanted, mark)
            times.append((time.perf_counter() - began) * 1000)
            rows, mark = rows + len(shelf.rows), shelf.next
            if not mark:
                break
    return times, rows


def _marks(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {"ms_p50": round(percentile(ranked, 0.5), 1), "ms_p95": round(percentile(ranked, 0.95), 1)}
