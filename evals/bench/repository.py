"""Very many conversations, made by the database, and what is read of them."""

from typing import LiteralString
from uuid import UUID

from evals.bench.growth import Say
from evals.bench.systems import TENANT
from server.wiring import House
from store.unit import Row, Unit

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


async def known_client(unit: Unit) -> Row:
    """``client_name`` and ``phone_number`` of somebody who has both."""
    row = await unit.row(
        "SELECT client_name, phone_number FROM conversations WHERE phone_number IS NOT NULL ORDER BY id LIMIT 1"
    )
    assert row is not None
    return row


async def hold_some(unit: Unit, count: int) -> list[UUID]:
    """So many of them are with people for an hour; which ones."""
    rows = await unit.rows(
        "UPDATE conversations SET owner = 'human', locked_until = now() + interval '1 hour' "
        "WHERE id IN (SELECT id FROM conversations ORDER BY id LIMIT %s) RETURNING id",
        (count,),
    )
    return [row["id"] for row in rows]
