"""The rows of ``model_spend``."""

from datetime import date

from store.unit import Row, Unit


async def add(unit: Unit, conversation: str, day: date, tokens_in: int, tokens_out: int, cost: int) -> None:
    await unit.run(
        """
        INSERT INTO model_spend AS s (tenant_id, conversation_id, day, calls, tokens_in, tokens_out, cost)
        VALUES (%s, %s, %s, 1, %s, %s, %s)
        ON CONFLICT (tenant_id, conversation_id, day) DO UPDATE
           SET calls = s.calls + 1, tokens_in = s.tokens_in + excluded.tokens_in,
               tokens_out = s.tokens_out + excluded.tokens_out, cost = s.cost + excluded.cost
        """,
        (unit.tenant, conversation, day, tokens_in, tokens_out, cost),
    )


async def sums(unit: Unit, conversation: str, day: date) -> Row:
    """``{"conversation", "day", "month"}``: the costs so far, each 0 where there are none."""
    row = await unit.row(
        """
        SELECT coalesce(sum(cost) FILTER (WHERE conversation_id = %(conversation)s), 0)::bigint AS conversation,
               coalesce(sum(cost) FILTER (WHERE day = %(day)s), 0)::bigint AS day,
               coalesce(sum(cost) FILTER (WHERE day >= date_trunc('month', %(day)s::date)), 0)::bigint AS month
          FROM model_spend
         WHERE conversation_id = %(conversation)s OR day >= date_trunc('month', %(day)s::date)
        """,
        {"conversation": conversation, "day": day},
    )
    assert row is not None
    return row
