"""A customer on WhatsApp, from their telephone to the graph and back, over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from commerce.packs.channels import WhatsAppNumber
from commerce.packs.load import load
from evals.bench.engine import REPLY
from kit.settings import ROOT
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


async def test_each_of_forty_numbers_brings_its_customers_to_its_branch(database_url: str, tmp_path: Path) -> None:
    pack = load(ROOT / "packs", "autoparts", tmp_path / "cache")
    branches = [branch.id for branch in pack.file.branches]
    numbers = [
        WhatsAppNumber(phone_number_id=str(9000 + n), display=f"+52 {n}", branch=branches[n % len(branches)])
        for n in range(40)
    ]
    whatsapp = pack.file.channels.whatsapp.model_copy(update={"numbers": numbers})
    channels = pack.file.channels.model_copy(update={"whatsapp": whatsapp})
    file = pack.file.model_copy(update={"channels": channels})
    async with rig_of(database_url, tmp_path, pack=pack.model_copy(update={"file": file})) as rig:
        for number in numbers:
            await rig.post("messages", {"customer": ANA, "line": number.phone_number_id, "text": "hola"})
        await rig.work()
        found = await rig.rows("SELECT line, branch FROM conversations")
        assert {row["line"]: row["branch"] for row in found} == {n.phone_number_id: n.branch for n in numbers}
        assert sorted(entry.line for entry in rig.world.entries if not entry.mine) == sorted(
            row["line"] for row in found
        )
        assert len(await rig.rows("SELECT id FROM contacts")) == 1
