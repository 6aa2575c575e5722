"""Whose desk a waiting conversation goes to: by hours, branch, skill and load, a faithful client's own salesperson
first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.accounts import repository as accounts
from commerce.conversations.ownership import assign
from commerce.handoffs import repository as handoffs
from commerce.packs.company import Hours
from commerce.packs.model import Pack
from commerce.tenants.hours import is_within
from store.unit import Row, Unit

HEARD_OF = timedelta(minutes=2)
"""Whose console has been silent for longer is not there."""
TAKEN_WITHIN = timedelta(minutes=2)
"""Who does not take what was put on their desk within this time loses it to the next."""
FAITHFUL = timedelta(minutes=5)
"""How long a faithful client waits for their own salesperson before anybody may help."""
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Assigned:
    conversation: UUID
    agent: str


async def dispatch(unit: Unit, pack: Pack, now: datetime) -> list[Assigned]:
    """Empties the queue as far as people are free; who has waited longest comes first."""
    people = [each for each in await accounts.on_duty(unit, now - HEARD_OF) if _works(each, pack, now)]
    made = []
    for row in await handoffs.unclaimed(unit, now - TAKEN_WITHIN, AT_ONCE) if people else []:
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


def _works(person: Row, pack: Pack, now: datetime) -> bool:
    """Within their own hours; who has none works whenever they are there."""
    hours = [Hours(**span) for span in person["hours"]]
    return not hours or is_within(pack, hours, now)


def _of_branch(person: Row, branch: str | None) -> bool:
    return person["branch"] is None or branch is None or person["branch"] == branch


def _fit(person: Row, waiting: Row) -> int:
    wanted = {waiting["reason"], (waiting["locale"] or "")[:2].lower()} - {None, ""}
    return len(wanted & set(person["skills"]))
