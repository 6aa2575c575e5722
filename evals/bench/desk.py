"""``parley bench desk``: how quickly the console's list answers among very many conversations.

The conversations are made by the database: a tenth with a person or waiting for one, six branches of which one is a
village shop (one conversation in a thousand), three channels, ten stages, names of two thousand families, three
messages each.
"""

import time
from collections.abc import Sequence
from typing import Any, LiteralString

from commerce.conversations.browse import Wanted, browse
from evals.bench.database import scratch_settings
from evals.bench.growth import Say
from evals.bench.systems import TENANT
from evals.bench.turn import admit
from evals.retrieval.grade import percentile
from kit.settings import Settings
from server.wiring import House, open_house

ROUNDS = 15
PAGES = 3
"""Pages that are read of each list."""
AGENT = "agent-3"

_MADE: tuple[LiteralString, ...] = (
    "INSERT INTO contacts (id, tenant_id, created_at, updated_at) "
    "SELECT md5('contact ' || n)::uuid, %(tenant)s, now(), now() FROM generate_series(1, %(n)s) n",
    """
    INSERT INTO conversations (id, tenant_id, contact_id, channel, owner, assigned_agent_id, message_seq, inbound_seq,
                               handled_seq, client_name, phone_number, branch, created_at, updated_at)
    SELECT md5('talk ' || n)::uuid, %(tenant)s, md5('contact ' || n)::uuid,
           (ARRAY['web', 'whatsapp', 'whatsapp', 'email'])[1 + n %% 4],
           CASE WHEN n %% 20 = 0 THEN 'human' WHEN n %% 20 = 1 THEN 'queue' ELSE 'bot' END,
           CASE WHEN n %% 20 = 0 THEN 'agent-' || n / 20 %% 50 END,
           3, 3, CASE WHEN n %% 20 < 2 AND n %% 3 = 0 THEN 1 ELSE 3 END,
           initcap(substr(md5('first ' || n %% 700), 1, 6) || ' ' || substr(md5('family ' || n * 7919 %% 2000), 1, 8)),
           CASE WHEN n %% 4 IN (1, 2) THEN '+57' || 3000000000 + n * 7919 %% 1000000000 END,
           CASE WHEN n %% 1000 = 0 THEN 'village' ELSE 'branch-' || n %% 5 END,
           now() - n * interval '17 seconds', now() - n * interval '17 seconds'
      FROM generate_series(1, %(n)s) n
    """,
    """
    INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, content, "timestamp")
    SELECT gen_random_uuid(), %(tenant)s, md5('talk ' || n)::uuid, seq, CASE seq WHEN 2 THEN 'ai' ELSE 'client' END,
           'Buenas, quisiera saber si tienen y cuánto vale, por favor, ' || n, now() - n * interval '17 seconds'
      FROM generate_series(1, %(n)s) n, generate_series(1, 3) seq
    """,
    "INSERT INTO conversation_states (id, tenant_id, session_id, current_stage, created_at, updated_at) "
    "SELECT gen_random_uuid(), %(tenant)s, md5('talk ' || n)::uuid, 'stage-' || n %% 10, now(), now() "
    "FROM generate_series(1, %(n)s) n",
    "INSERT INTO sales_leads "
    "(id, tenant_id, session_id, conversation_id, contact_id, intention, created_at, updated_at) "
    "SELECT gen_random_uuid(), %(tenant)s, md5('talk ' || n)::uuid, md5('talk ' || n)::uuid, "
    "md5('contact ' || n)::uuid, (ARRAY['low', 'medium', 'high'])[1 + n %% 3], now(), now() "
    "FROM generate_series(1, %(n)s) n",
    "INSERT INTO handoffs (id, tenant_id, conversation_id, reason, package, created_at) "
    "SELECT gen_random_uuid(), %(tenant)s, md5('talk ' || n)::uuid, 'asked', '{}', now() "
    "FROM generate_series(1, %(n)s, 10) n",
)
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
_KNOWN = "SELECT client_name, phone_number FROM conversations WHERE phone_number IS NOT NULL ORDER BY id LIMIT 1"


async def bench_desk(settings: Settings, conversations: int, say: Say) -> dict[str, Any]:
    """``{"conversations", "ms_p50", "ms_p95", "lists": {name: {"ms_p50", "ms_p95", "rows"}}}``: one page each time."""
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        await admit(house, "fixed")
        await make_conversations(house, conversations, say)
        timed = {name: await _timed(house, wanted) for name, wanted in (await _lists(house)).items()}
    every = sorted(ms for times, _ in timed.values() for ms in times)
    lists = {name: {**_marks(times), "rows": rows} for name, (times, rows) in timed.items()}
    return {"conversations": conversations, **_marks(every), "lists": lists}


async def make_conversations(house: House, conversations: int, say: Say) -> None:
    """Fills the tenant's tables."""
    async with house.store.unit(TENANT) as unit:
        for statement in _MADE:
            await unit.run(statement, {"tenant": TENANT, "n": conversations})
            say(" ".join(statement.split()[:3]))
    async with house.store.connection() as connection:
        await connection.execute("RESET ROLE")
        await connection.execute("ANALYZE")
        await connection.execute("SET ROLE parley_app")


async def _lists(house: House) -> dict[str, Wanted]:
    async with house.store.unit(TENANT) as unit:
        row = await unit.row(_KNOWN)
    assert row is not None
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
