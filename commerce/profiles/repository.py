"""The rows of ``user_profiles``, one for each contact."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.profiles.fields import check
from kit.ids import derived
from store.unit import Row, Unit

Field = Mapping[str, Any]
"""``{"value", "source", "confidence", "confirmed"}``"""


async def save(
    unit: Unit, *, contact: UUID, conversation: UUID, fields: Mapping[str, Field | None], now: datetime
) -> UUID:
    """Lays the fields over what is known; None forgets one. Raises InvalidFieldError before it writes."""
    kept = {name: {**field, "value": check(name, field["value"])} for name, field in fields.items() if field}
    gone = [name for name, field in fields.items() if field is None]
    row = await unit.row(
        """
        INSERT INTO user_profiles AS p (id, tenant_id, contact_id, session_id, fields, created_at, updated_at)
        VALUES (%(id)s, %(tenant)s, %(contact)s, %(conversation)s, %(fields)s, %(now)s, %(now)s)
        ON CONFLICT (tenant_id, contact_id) DO UPDATE
           SET session_id = excluded.session_id, fields = (p.fields - %(gone)s::text[]) || excluded.fields,
               updated_at = excluded.updated_at
        RETURNING p.id, p.fields
        """,
        {
            "id": derived(unit.tenant, str(contact), "profile"),
            "tenant": unit.tenant,
            "contact": contact,
            "conversation": conversation,
            "fields": Jsonb(kept),
            "gone": gone,
            "now": now,
        },
    )
    assert row is not None
    await _copy_columns(unit, row, contact, now)
    await _name(unit, row, conversation)
    return UUID(str(row["id"]))


async def of_contact(unit: Unit, contact: UUID) -> dict[str, dict[str, Any]]:
    """What is known of the contact, by field; nothing for one who has not said anything."""
    row = await unit.row("SELECT fields FROM user_profiles WHERE contact_id = %s", (contact,))
    return row["fields"] if row else {}


async def lay(unit: Unit, contact: UUID, fields: Mapping[str, Field], now: datetime) -> None:
    """The contact's fields are these and no others; nothing is written for one of whom nothing is and was known."""
    row = await unit.row(
        "INSERT INTO user_profiles AS p (id, tenant_id, contact_id, fields, created_at, updated_at) "
        "SELECT %(id)s, %(tenant)s, %(contact)s, %(fields)s, %(now)s, %(now)s "
        "WHERE %(any)s OR EXISTS (SELECT FROM user_profiles WHERE contact_id = %(contact)s) "
        "ON CONFLICT (tenant_id, contact_id) DO UPDATE SET fields = excluded.fields, updated_at = excluded.updated_at "
        "RETURNING p.id, p.fields",
        {
            "id": derived(unit.tenant, str(contact), "profile"),
            "tenant": unit.tenant,
            "contact": contact,
            "fields": Jsonb(dict(fields)),
            "now": now,
            "any": bool(fields),
        },
    )
    if row:
        await _copy_columns(unit, row, contact, now)


async def _copy_columns(unit: Unit, row: Row, contact: UUID, now: datetime) -> None:
    """The columns that lists and searches read, from the fields."""
    values = {name: field["value"] for name, field in row["fields"].items()}
    await unit.run(
        "UPDATE user_profiles SET email = %s, phone = %s, company = %s, industry = %s WHERE id = %s",
        (values.get("email"), values.get("phone"), values.get("company"), values.get("industry"), row["id"]),
    )
    if "customer_name" in values:
        await unit.run(
            "UPDATE contacts SET client_name = %s, updated_at = %s WHERE id = %s",
            (values["customer_name"], now, contact),
        )


async def _name(unit: Unit, row: Row, conversation: UUID) -> None:
    """Lists of conversations show whom each is with."""
    values = {name: field["value"] for name, field in row["fields"].items()}
    await unit.run(
        "UPDATE conversations SET client_name = coalesce(%s, client_name), "
        "phone_number = coalesce(phone_number, %s) WHERE id = %s",
        (values.get("customer_name"), values.get("phone"), conversation),
    )
