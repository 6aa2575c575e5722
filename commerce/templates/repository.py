"""The rows of ``message_templates``."""

from collections.abc import Sequence
from datetime import datetime

from psycopg.types.json import Jsonb

from commerce.templates.model import Template
from store.unit import Unit


async def sync(unit: Unit, channel: str, templates: Sequence[Template], now: datetime) -> None:
    """What the account has now; others are gone."""
    await unit.run("DELETE FROM message_templates WHERE channel = %s", (channel,))
    for each in templates:
        await unit.run(
            "INSERT INTO message_templates (tenant_id, channel, name, language, status, category, components, named, "
            "synced_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (
                unit.tenant, channel, each.name, each.language, each.status, each.category, Jsonb(each.components),
                each.named, now,
            ),
        )  # fmt: skip


async def find(unit: Unit, channel: str, name: str, language: str) -> Template | None:
    row = await unit.row(
        "SELECT name, language, status, category, components, named FROM message_templates "
        "WHERE channel = %s AND name = %s AND language = %s",
        (channel, name, language),
    )
    return Template(**row) if row else None


async def all_of(unit: Unit, channel: str) -> list[Template]:
    rows = await unit.rows(
        "SELECT name, language, status, category, components, named FROM message_templates WHERE channel = %s "
        "ORDER BY name, language",
        (channel,),
    )
    return [Template(**row) for row in rows]


async def set_status(unit: Unit, channel: str, name: str, language: str, status: str | None) -> None:
    """The channel's word on a template. Where its text changed (None), it is not sent until it is synced anew."""
    await unit.run(
        "UPDATE message_templates SET status = %s WHERE channel = %s AND name = %s AND language = %s",
        (status or "CHANGED", channel, name, language),
    )
