"""Whose desk a waiting conversation goes to: by branch, skill and load, a faithful client's own salesperson first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.conversations.ownership import assign
from store.unit import Row, Unit

HEARD_OF = timedelta(minutes=2)
"""Whose console has been silent for longer is not there."""
TAKEN_WITHIN = timedelta(minutes=2)
"""Who does not take what was put on their desk within this time loses it to the next."""
FAITHFUL = timedelta(minutes=5)
"""How long a faithful client waits for their own salesperson before anybody may help."""
AT_ONCE = 50

_WAITING = """
SELECT c.id, c.branch, c.locale, c.assigned_agent_id, c.assigned_at, c.faithful_client_agent_id, h.reason,
       coalesce(h.created_at, c.updated_at) AS since
  FROM conversations c
  LEFT JOIN LATERAL (SELECT * FROM handoffs h WHERE h.conversation_id = c.id AND h.status = 'waiting'
                      ORDER BY h.created_at LIMIT 1) h ON TRUE
 WHERE c.owner = 'queue' AND c.status = 'open' AND (c.assigned_agent_id IS NULL OR c.assigned_at <= %s)
 ORDER BY since, c.id LIMIT %s FOR NO KEY UPDATE OF c SKIP LOCKED
"""
_ON_DUTY = """
SELECT u.id::text AS id, u.branch, u.skills, u.capacity,
       (SELECT count(*) FROM conversations c WHERE c.assigned_agent_id = u.id::text AND c.owner <> 'bot'
           AND c.status = 'open') AS load
  FROM users u WHERE u.available AND u.disabled_at IS NULL AND u.seen_at > %s ORDER BY u.id
"""


@dataclass(frozen=True, slots=True)
class Assigned:
    conversation: UUID
    agent: str


async def dispatch(unit: Unit, now: datetime) -> list[Assigned]:
    """Empties the queue as far as people are free; who has waited longest comes first."""
    people = await unit.rows(_ON_DUTY, (now - HEARD_OF,))
    made = []
    for row in await unit.rows(_WAITING, (now - TAKEN_WITHIN, AT_ONCE)) if people else []:
        chosen = choose(row, people, now)
        if chosen and chosen["id"] != row["assigned_agent_id"] and await assign(unit, row["id"], chosen["id"], now):
            chosen["load"] += 1
            made.append(Assigned(row["id"], chosen["id"]))
    return made


def choose(waiting: Row, people: list[Row], now: datetime) -> Row | None:
    """Of those with room and of the branch, who knows the reason or language best and has the least to do."""
    able = [each for each in people if each["load"] < each["capacity"] and _of_branch(each, waiting["branch"])]
    own = [each for each in able if each["id"] == waiting["faithful_client_agent_id"]]
    if own or (waiting["faithful_client_agent_id"] and now - waiting["since"] < FAITHFUL):
        return own[0] if own else None
    others = [each for each in able if each["id"] != waiting["assigned_agent_id"]] or able
    return min(others, key=lambda each: (-_fit(each, waiting), each["load"], each["id"]), default=None)


def _of_branch(person: Row, branch: str | None) -> bool:
    return person["branch"] is None or branch is None or person["branch"] == branch


def _fit(person: Row, waiting: Row) -> int:
    wanted = {waiting["reason"], (waiting["locale"] or "")[:2].lower()} - {None, ""}
    return len(wanted & set(person["skills"]))
