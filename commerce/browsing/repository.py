"""Rows of the list of conversations: what is looked for, and what is shown of each."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from store.unit import Row, Unit

Folder = Literal["all", "mine", "unassigned", "bot", "waiting"]
WORDS = 4
"""Words that are looked for; the others of a long search are left out."""
_WORD = re.compile(r"[^\W_]+")
_PHONE = re.compile(r"[\s()+./-]*\d[\d\s()+./-]*", re.ASCII)

_FOLDERS = {
    "all": "TRUE",
    "mine": "c.assigned_agent_id = %(agent)s",
    "unassigned": "c.owner = 'queue' AND c.assigned_agent_id IS NULL",
    "bot": "c.owner = 'bot'",
    "waiting": "c.owner <> 'bot' AND c.inbound_seq > c.handled_seq",
}
_ROW = """
SELECT c.id, c.channel, c.branch, c.status, c.owner, c.assigned_agent_id, c.client_name, c.phone_number, c.locked_until,
       c.warned_at, c.updated_at, c.created_at, c.message_seq, c.epoch, c.is_faithful_client,
       s.current_stage AS stage, l.temperature, l.qualification_score AS score, l.intention,
       last.content AS last_text, last.sender_type AS last_from, last."timestamp" AS last_at,
       (SELECT count(*) FROM messages u WHERE u.conversation_id = c.id AND u.seq > c.seen_seq AND u.seq <= c.inbound_seq
           AND u.sender_type = 'client') AS unread,
       (SELECT min(w."timestamp") FROM messages w WHERE w.conversation_id = c.id AND w.seq > c.handled_seq
           AND w.seq <= c.inbound_seq AND w.sender_type = 'client') AS waiting_since,
       (SELECT h.reason FROM handoffs h WHERE h.conversation_id = c.id AND h.status <> 'released'
         ORDER BY h.created_at DESC LIMIT 1) AS reason
  FROM conversations c
  LEFT JOIN conversation_states s ON s.session_id = c.id
  LEFT JOIN sales_leads l ON l.conversation_id = c.id
  LEFT JOIN LATERAL (SELECT m.content, m.sender_type, m."timestamp" FROM messages m
                      WHERE m.conversation_id = c.id AND m.sender_type <> 'system' AND m.seq <= c.message_seq
                      ORDER BY m.seq DESC LIMIT 1) last ON TRUE
"""
_NAMED = (
    "c.id IN (SELECT conversation_id FROM conversation_words WHERE tenant_id = %(tenant)s "
    "AND word >= folded(%(word{n})s) AND word < folded(%(word{n})s) || chr(1114111))"
)
"""Rows of which some word begins so: between it and it with the last of all characters behind."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; None and "" leave it wide. ``branch``: the agent's own, where they have one."""

    agent: str
    folder: Folder = "all"
    branch: str | None = None
    channel: str | None = None
    stage: str | None = None
    intention: str | None = None
    words: str = ""


async def newest(unit: Unit, wanted: Wanted, limit: int, before: Mapping[str, Any] | None = None) -> list[Row]:
    """Of what is wanted, the newest, or those behind the row ``before``: ``{"at", "id"}``."""
    where = [_FOLDERS[wanted.folder], *_narrowed(wanted)]
    if before:
        where.append("(c.updated_at, c.id) < (%(at)s, %(id)s)")
    params = {**_params(wanted), **(before or {}), "tenant": unit.tenant, "limit": limit}
    # what is picked comes before what is joined: a page of 40 rows looks at 40 last messages
    picked = (
        "WITH picked AS MATERIALIZED (SELECT c.id FROM conversations c "  # noqa: S608 - the parts stand in this file
        f"WHERE {' AND '.join(where)} ORDER BY c.updated_at DESC, c.id DESC LIMIT %(limit)s) "
    )
    order = " WHERE c.id IN (SELECT id FROM picked) ORDER BY c.updated_at DESC, c.id DESC"
    return await unit.rows(picked + _ROW + order, params)


async def rows_of(unit: Unit, ids: list[UUID]) -> list[Row]:
    """The same rows for conversations that are known by name."""
    return await unit.rows(f"{_ROW} WHERE c.id = ANY(%s)", (ids,))


async def changed_since(unit: Unit, horizon: int) -> tuple[list[UUID], int]:
    """The conversations written since ``horizon``, and the next horizon: none is missed, some may come again."""
    row = await unit.row("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest")
    rows = await unit.rows(
        "SELECT id FROM conversations WHERE tenant_id = %s AND changed >= %s ORDER BY changed, id LIMIT 500",
        (unit.tenant, horizon),
    )
    assert row is not None
    return [each["id"] for each in rows], int(row["oldest"])


async def branches_of(unit: Unit, ids: Collection[UUID]) -> dict[str, str | None]:
    """The branch of each conversation, by its id as text."""
    rows = await unit.rows("SELECT id, branch FROM conversations WHERE id = ANY(%s)", (list(ids),))
    return {str(row["id"]): row["branch"] for row in rows}


async def messages_at(unit: Unit, places: list[tuple[UUID, int]]) -> list[Row]:
    """The messages with those numbers, each with its conversation's ``branch``."""
    return await unit.rows(
        "SELECT m.*, c.branch FROM unnest(%s::uuid[], %s::integer[]) AS place (id, seq) "
        "JOIN messages m ON m.conversation_id = place.id AND m.seq = place.seq "
        "JOIN conversations c ON c.id = place.id ORDER BY m.conversation_id, m.seq",
        ([id for id, _ in places], [seq for _, seq in places]),
    )


def _narrowed(wanted: Wanted) -> list[str]:
    where = []
    if wanted.branch:
        where.append("(c.branch = %(branch)s OR c.branch IS NULL)")
    if wanted.channel:
        where.append("c.channel = %(channel)s")
    if wanted.stage:
        where.append("c.id IN (SELECT session_id FROM conversation_states WHERE current_stage = %(stage)s)")
    if wanted.intention:
        where.append("c.id IN (SELECT conversation_id FROM sales_leads WHERE intention = %(intention)s)")
    where += [_NAMED.format(n=n) for n, _ in enumerate(_words_of(wanted))]
    if wanted.words.strip() and not _words_of(wanted):
        where.append("FALSE")
    return where


def _params(wanted: Wanted) -> dict[str, Any]:
    return {
        "agent": wanted.agent, "branch": wanted.branch, "channel": wanted.channel, "stage": wanted.stage,
        "intention": wanted.intention, **{f"word{n}": word for n, word in enumerate(_words_of(wanted))},
    }  # fmt: skip


def _words_of(wanted: Wanted) -> list[str]:
    """Digits with signs between them are one phone."""
    if _PHONE.fullmatch(wanted.words):
        return ["".join(filter(str.isdigit, wanted.words))]
    return _WORD.findall(wanted.words)[:WORDS]
