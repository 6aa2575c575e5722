"""The rows of ``contacts``, ``contact_channels`` and ``contact_merges``, and what hangs on a contact elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.contacts.errors import UnknownContactError
from store.unit import Row, Unit

NAME_LENGTH = 255
_KEYS: Mapping[str, LiteralString] = {
    "contact_channels": "channel || ':' || external_id",
    "conversations": "id::text",
    "sales_leads": "id::text",
    "appointments": "id::text",
    "cart_sessions": "id::text",
}
"""Tables whose rows change hands as they are, and by what one is known. Orders and quotes are their conversation's."""
_STAYS: Mapping[str, LiteralString] = {"cart_sessions": " AND status <> 'open'"}
"""What does not change hands of itself: an open cart is joined with the other's."""


async def get(unit: Unit, contact: UUID) -> Row:
    """Raises UnknownContactError."""
    row = await unit.row("SELECT id, client_name, created_at FROM contacts WHERE id = %s", (contact,))
    if row is None:
        raise UnknownContactError(f"Contact {contact} was not found.")
    return row


async def is_of_branch(unit: Unit, contact: UUID, branch: str) -> bool:
    """Whether somebody who sees ``branch`` alone sees one of their conversations."""
    row = await unit.row(
        "SELECT EXISTS (SELECT FROM conversations WHERE contact_id = %s AND (branch IS NULL OR branch = %s)) AS seen",
        (contact, branch),
    )
    return bool(row and row["seen"])


async def locked(unit: Unit, contact: UUID) -> Row:
    """Raises UnknownContactError."""
    row = await unit.row("SELECT * FROM contacts WHERE id = %s FOR NO KEY UPDATE", (contact,))
    if row is None:
        raise UnknownContactError(f"Contact {contact} was not found.")
    return row


async def known_as(unit: Unit, channel: str, external_id: str) -> UUID | None:
    """The contact that the channel knows by that id."""
    row = await unit.row(
        "SELECT contact_id FROM contact_channels WHERE channel = %s AND external_id = %s", (channel, external_id)
    )
    return row["contact_id"] if row else None


async def ids_of(unit: Unit, contact: UUID) -> list[Row]:
    return await unit.rows(
        "SELECT channel, external_id, created_at FROM contact_channels WHERE contact_id = %s "
        "ORDER BY created_at, channel, external_id",
        (contact,),
    )


async def make(unit: Unit, contact: UUID, now: datetime, name: str | None = None) -> None:
    """The contact's row, where there is none yet."""
    await unit.run(
        "INSERT INTO contacts (id, tenant_id, client_name, created_at, updated_at) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (id) DO NOTHING",
        (contact, unit.tenant, name and name[:NAME_LENGTH], now, now),
    )


async def add_id(unit: Unit, channel: str, external_id: str, contact: UUID, now: datetime) -> None:
    """The contact is known by that id on that channel, unless somebody is already."""
    await unit.run(
        "INSERT INTO contact_channels (tenant_id, channel, external_id, contact_id, created_at) "
        "VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (unit.tenant, channel, external_id, contact, now),
    )


async def pass_id(unit: Unit, channel: str, external_id: str, contact: UUID) -> None:
    """The id is that contact's from now on; what was said by it before stays where it is."""
    await unit.run(
        "UPDATE contact_channels SET contact_id = %s WHERE channel = %s AND external_id = %s",
        (contact, channel, external_id),
    )


async def has_history(unit: Unit, contact: UUID) -> bool:
    """Whether anything was ever said with the contact, or the business knows them otherwise."""
    row = await unit.row("SELECT EXISTS (SELECT FROM conversations WHERE contact_id = %s) AS yes", (contact,))
    return bool(row and row["yes"])


async def hand_over(unit: Unit, gone: UUID, kept: UUID) -> dict[str, list[str]]:
    """Everything of ``gone`` is now ``kept``'s; the keys of what changed hands, by table."""
    ended = await unit.rows(
        "UPDATE conversations g SET status = 'ended', ended_at = updated_at WHERE contact_id = %s AND status = 'open' "
        "AND line IS NOT NULL AND EXISTS (SELECT FROM conversations k WHERE k.contact_id = %s AND k.status = 'open' "
        "AND k.channel = g.channel AND k.line = g.line) RETURNING id::text AS key",
        (gone, kept),
    )
    moved = {table: await _handed_over(unit, table, gone, kept) for table in _KEYS}
    return {**moved, "ended": [row["key"] for row in ended]}


async def _handed_over(unit: Unit, table: str, gone: UUID, kept: UUID) -> list[str]:
    rows = await unit.rows(
        f"UPDATE {table} SET contact_id = %s WHERE contact_id = %s{_STAYS.get(table, '')} "  # noqa: S608 - _KEYS' own
        f"RETURNING {_KEYS[table]} AS key",
        (kept, gone),
    )
    return [row["key"] for row in rows]


async def give_back(unit: Unit, kept: UUID, gone: UUID, moved: Mapping[str, Sequence[str]]) -> None:
    """What had changed hands is ``gone``'s again, as far as it is still ``kept``'s."""
    for table, key in _KEYS.items():
        await unit.run(
            f"UPDATE {table} SET contact_id = %s WHERE contact_id = %s AND {key} = ANY(%s)",  # noqa: S608 - _KEYS' own
            (gone, kept, list(moved.get(table, []))),
        )
    await unit.run(
        "UPDATE conversations SET status = 'open', ended_at = NULL WHERE contact_id = %s AND id::text = ANY(%s)",
        (gone, list(moved.get("ended", []))),
    )


async def add_signals(unit: Unit, gone: UUID, kept: UUID) -> None:
    """What ``gone`` has shown, ``kept`` has shown too."""
    await unit.run(
        "INSERT INTO contact_signals AS s (tenant_id, contact_id, signal, count, first_seen, first_message, last_seen, "
        "last_message) SELECT tenant_id, %s, signal, count, first_seen, first_message, last_seen, last_message "
        "FROM contact_signals WHERE contact_id = %s ON CONFLICT (tenant_id, contact_id, signal) DO UPDATE SET "
        "count = s.count + excluded.count, first_seen = least(s.first_seen, excluded.first_seen), "
        "last_seen = greatest(s.last_seen, excluded.last_seen)",
        (kept, gone),
    )


async def take_signals(unit: Unit, gone: UUID, kept: UUID) -> None:
    """The same undone."""
    await unit.run(
        "UPDATE contact_signals s SET count = s.count - g.count FROM contact_signals g "
        "WHERE s.contact_id = %s AND g.contact_id = %s AND g.signal = s.signal",
        (kept, gone),
    )
    await unit.run("DELETE FROM contact_signals WHERE contact_id = %s AND count <= 0", (kept,))


async def lend_list(unit: Unit, gone: UUID, kept: UUID) -> None:
    """Prices that staff granted to ``gone`` hold for ``kept``, who has none of their own."""
    await unit.run(
        "UPDATE contacts k SET price_list = g.price_list FROM contacts g "
        "WHERE k.id = %s AND g.id = %s AND k.price_list IS NULL",
        (kept, gone),
    )


async def take_list(unit: Unit, gone: UUID, kept: UUID) -> None:
    await unit.run(
        "UPDATE contacts k SET price_list = NULL FROM contacts g "
        "WHERE k.id = %s AND g.id = %s AND k.price_list = g.price_list",
        (kept, gone),
    )


async def log_merge(
    unit: Unit, id: UUID, *, kept: UUID, gone: UUID, evidence: str, actor: str, moved: Mapping[str, Any],
    before: Mapping[str, Any], now: datetime,
) -> None:  # fmt: skip
    await unit.run(
        "INSERT INTO contact_merges (id, tenant_id, kept, gone, evidence, actor, moved, before, merged_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, kept, gone, evidence, actor, Jsonb(dict(moved)), Jsonb(dict(before)), now),
    )


async def merge_row(unit: Unit, id: UUID) -> Row | None:
    return await unit.row("SELECT * FROM contact_merges WHERE id = %s FOR UPDATE", (id,))


async def close_merge(unit: Unit, id: UUID, actor: str, now: datetime) -> None:
    await unit.run("UPDATE contact_merges SET undone_at = %s, undone_by = %s WHERE id = %s", (now, actor, id))


async def merges_of(unit: Unit, contact: UUID) -> list[Row]:
    """Every merge that the contact was part of, oldest first, without what was moved."""
    return await unit.rows(
        "SELECT id, kept, gone, evidence, actor, merged_at, undone_at, undone_by FROM contact_merges "
        "WHERE kept = %s OR gone = %s ORDER BY merged_at, id",
        (contact, contact),
    )


async def merged_into(unit: Unit, contact: UUID) -> UUID | None:
    """Who the contact is now, where it was made one with another."""
    row = await unit.row(
        "SELECT kept FROM contact_merges WHERE gone = %s AND undone_at IS NULL ORDER BY merged_at DESC LIMIT 1",
        (contact,),
    )
    return row["kept"] if row else None


async def conversations_of(unit: Unit, contact: UUID) -> list[Row]:
    return await unit.rows(
        "SELECT id, channel, status, owner, branch, created_at, updated_at FROM conversations WHERE contact_id = %s "
        "ORDER BY created_at, id",
        (contact,),
    )
