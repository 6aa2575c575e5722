"""``/console/api/conversations/{id}/case``: a conversation as a case of an evaluation suite."""

import io
import zipfile
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import yaml
from fastapi import APIRouter
from fastapi.responses import Response

from commerce.conversations.repository import left_behind, spoken
from server.access import HouseOf
from server.console.access import Supervisor
from server.console.conversations import row_seen_by
from store.unit import Row

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


@router.get("/{conversation_id}/case")
async def export(conversation_id: UUID, house: HouseOf, signed: Supervisor) -> Response:
    """A zip with ``examples/….yaml`` (what was said and happened) and ``evals/suites/….yaml`` (what it must leave).

    Unpacked over the project it runs with ``parley eval run``.
    """
    row = await row_seen_by(house, signed, conversation_id)
    name = f"{signed.tenant.id}-{str(conversation_id)[:8]}"
    async with house.store.unit(signed.tenant.id) as unit:
        steps = steps_of(await spoken(unit, conversation_id))
        left = await left_behind(unit, conversation_id)
    zone = ZoneInfo(signed.tenant.pack.file.timezone)
    case = {
        "script": f"examples/{name}.yaml", "tenant": signed.tenant.pack.id,
        "channel": "whatsapp" if row["channel"] == "whatsapp" else "web",
        "now": row["created_at"].astimezone(zone).isoformat(timespec="seconds"),
        "expect": {"owner": row["owner"], **left},
    }  # fmt: skip
    files = {f"examples/{name}.yaml": steps, f"evals/suites/{name}.yaml": {"suite": name, "cases": [case]}}
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Response(_zipped(files), media_type="application/zip", headers=headers)


def steps_of(messages: list[Row]) -> list[Any]:
    """The script's entries: the customer's words, events, a person's words between taking and giving back, silences."""
    steps: list[Any] = []
    holder: str | None = None
    before: datetime | None = None
    for row in messages:
        if before and (silent := int((row["timestamp"] - before).total_seconds())) >= 60:
            steps.append({"wait": f"{silent // 60}m"})
        before = row["timestamp"]
        if row["sender_type"] == "agent":
            if holder is None:
                steps.append({"take": "agent"})
            holder = row["sender_id"]
            steps.append({"agent": row["content"]})
        elif row["message_type"] == "event" and row["metadata"].get("event") == "handed_back":
            steps.append({"release": "agent"})
            holder = None
        elif row["message_type"] == "event":
            steps.append({"event": row["metadata"]})
        else:
            steps.append({"say": row["content"]})
    return steps


def _zipped(files: dict[str, Any]) -> bytes:
    """The same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
            made.writestr(zipfile.ZipInfo(name), text)
    return held.getvalue()
