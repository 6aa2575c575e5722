"""A customer on WhatsApp, from their telephone to the graph and back, over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from evals.bench.engine import REPLY
from tests.server.rigs import ANA, Rig, rig_of


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


async def test_a_customer_who_writes_is_answered_on_the_telephone(rig: Rig) -> None:
    await rig.customer("hola, ¿hasta qué hora abren?")
    [answer] = rig.shown()
    assert answer["type"] == "text"
    assert answer["text"]["body"] == REPLY
    assert answer["to"] == ANA
    row = await rig.one("SELECT channel, branch, phone_number, line, client_name FROM conversations")
    assert row["channel"] == "whatsapp"
    assert row["branch"] == "centro"
    assert row["line"] == rig.line


async def test_the_answer_shows_that_it_was_sent_delivered_and_read(rig: Rig) -> None:
    await rig.customer("hola")
    send = await rig.one("SELECT state, status FROM sends")
    assert send == {"state": "accepted", "status": "read"}
    message = await rig.one("SELECT is_delivered, is_read FROM messages WHERE sender_type = 'ai'")
    assert message == {"is_delivered": True, "is_read": True}


async def test_the_customer_sees_that_their_message_was_read(rig: Rig) -> None:
    said = await rig.customer("hola")
    entry = rig.world.entry(said["id"])
    assert entry is not None
    assert entry.status == "read"
