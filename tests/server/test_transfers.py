"""A customer goes on from the page to WhatsApp and back, over HTTP, without losing a word."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from evals.bench.engine import REPLY
from tests.server.moving import BASE, codes_kept, moved, visit
from tests.server.rigs import ANA, Rig, rig_of
from tests.server.sessions import problem


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


async def test_the_link_opens_the_business_s_number_with_the_code_in_place(rig: Rig) -> None:
    visitor = await visit(rig)
    way = await visitor.way()
    assert way["url"].startswith("https://wa.me/524425550110?text=")
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", way["code"])
    assert way["code"] in await visitor.words()
    assert way["qr"].startswith("data:image/svg+xml")
    assert (await visitor.way())["code"] == way["code"]
    assert way["code"] not in str(await rig.rows("SELECT * FROM transfers"))


async def test_a_page_is_offered_the_way_only_where_whatsapp_is_connected(rig: Rig) -> None:
    visitor = await visit(rig)
    assert visitor.session["transfer"] == f"{BASE}/session/{visitor.id}/transfer"
    await rig.rows("DELETE FROM vendor_credentials RETURNING vendor")
    rig.house.lines.forget(rig.tenant)
    assert (await visitor.view())["transfer"] is None
    assert "has not connected" in problem(await visitor.post("transfer"), 409)


async def test_the_conversation_goes_on_at_the_telephone_with_all_that_was_said(rig: Rig) -> None:
    visitor = await moved(rig)
    [row] = await rig.rows("SELECT id, channel, line, phone_number FROM conversations WHERE status = 'open'")
    assert row == {"id": visitor.id, "channel": "whatsapp", "line": rig.line, "phone_number": ANA}
    [answer] = rig.shown()
    assert answer["text"]["body"] == REPLY
    said = [m["text"] for m in (await visitor.view())["messages"] if m["role"] == "client"]
    assert said[0] == "hola, busco balatas"
    assert said[1].startswith("Hola, continúo mi chat")


async def test_the_code_is_not_kept_among_the_words_that_people_and_models_read(rig: Rig) -> None:
    visitor = await visit(rig)
    code = (await visitor.way())["code"]
    await rig.customer(f"{await visitor.words()} ¿y de cerámica?")
    texts = str(await rig.rows("SELECT content, metadata FROM messages")) + str(
        await rig.rows("SELECT record FROM turns")
    )
    assert code not in texts
    assert "¿y de cerámica?" in texts


async def test_the_visitor_and_the_telephone_are_one_contact_from_then_on(rig: Rig) -> None:
    await moved(rig)
    ids = await rig.rows("SELECT channel, contact_id FROM contact_channels")
    assert {row["channel"] for row in ids} == {"web", "whatsapp"}
    assert len({row["contact_id"] for row in ids}) == 1
    [merge] = await rig.rows("SELECT evidence, actor FROM contact_merges")
    assert merge == {"evidence": "code", "actor": "customer"}
    assert len(await rig.rows("SELECT 1 FROM audit WHERE action = 'contact.merge'")) == 1


async def test_answers_go_to_the_telephone_also_when_the_page_writes(rig: Rig) -> None:
    visitor = await moved(rig)
    before = len(rig.shown())
    await visitor.say("sigo aquí un momento")
    assert len(rig.shown()) == before + 1
    sent = await rig.rows("SELECT message_id, count(*) AS n FROM sends GROUP BY message_id")
    assert {row["n"] for row in sent} == {1}


async def test_the_page_sees_where_it_went_on_and_takes_it_back(rig: Rig) -> None:
    visitor = await moved(rig)
    assert (await visitor.view())["place"] == {"channel": "whatsapp", "ends_with": ANA[-4:], "verified": False}
    back = await visitor.post("transfer/back")
    assert back.json() == {"channel": "web", "ends_with": None, "verified": True}
    before = len(rig.shown())
    assert (await visitor.say("volví"))["replies"]
    assert len(rig.shown()) == before


async def test_a_stranger_s_telephone_is_parted_again_when_the_page_takes_the_conversation_back(rig: Rig) -> None:
    visitor = await moved(rig)
    await visitor.post("transfer/back")
    ids = await rig.rows("SELECT contact_id FROM contact_channels WHERE channel IN ('web', 'whatsapp')")
    assert len({row["contact_id"] for row in ids}) > 1
    await rig.customer("hola, ¿tienen filtros?")
    assert len(await rig.rows("SELECT id FROM conversations WHERE status = 'open'")) == 2
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_who_was_confirmed_goes_on_from_the_telephone_without_another_code(rig: Rig) -> None:
    visitor = await moved(rig)
    assert (await visitor.post("transfer/confirm")).json()["verified"]
    await visitor.post("transfer/back")
    await rig.customer("ya estoy en el celular otra vez")
    assert (await visitor.view())["place"]["channel"] == "whatsapp"
    assert len(await rig.rows("SELECT id FROM conversations")) == 1


async def test_the_same_telephone_may_send_its_code_twice(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.customer(words)
    await rig.customer(words)
    assert len(await rig.rows("SELECT id FROM conversations")) == 1
    assert [row["metadata"]["transfer"]["outcome"] for row in await codes_kept(rig)] == ["joined", "again"]


@pytest.mark.parametrize("seed", range(2))
async def test_in_whatever_order_page_and_telephone_write_and_move_nothing_is_lost_or_sent_twice(
    rig: Rig, seed: int
) -> None:
    chance, visitor = Random(seed), await visit(rig)
    words, said = await visitor.words(), 1
    await rig.customer(words)
    await visitor.post("transfer/confirm")
    for place in range(12):
        await rig.post("options", {"duplicates": chance.random() < 0.3, "shuffled": chance.random() < 0.3})
        match chance.choice(("page", "page", "telephone", "telephone", "back", "code")):
            case "page":
                await visitor.say(f"desde la página, {place}")
                said += 1
            case "telephone":
                await rig.customer(f"desde el teléfono, {place}")
            case "back":
                await visitor.post("transfer/back")
            case "code":
                await rig.customer(words)
    row = await rig.one("SELECT id, inbound_seq - handled_seq AS waiting FROM conversations")
    assert row == {"id": visitor.id, "waiting": 0}
    written = await rig.rows("SELECT client_message_id FROM messages WHERE sender_type = 'client'")
    own = [entry for entry in rig.world.entries if entry.mine]
    assert len(written) == len({row["client_message_id"] for row in written}) == said + len(own)
    sent = await rig.rows("SELECT message_id, count(*) AS n FROM sends GROUP BY 1 HAVING count(*) > 1")
    assert sent == []
    due = await rig.one("SELECT count(*) AS n FROM outbox WHERE effect = 'channel.send'")
    assert len(rig.shown()) == due["n"]


async def test_a_person_keeps_the_conversation_that_moves(rig: Rig) -> None:
    visitor = await visit(rig)
    await rig.house.people.take(rig.tenant, visitor.id, "natalia")
    await rig.customer(await visitor.words())
    row = await rig.one("SELECT owner, assigned_agent_id FROM conversations WHERE id = %s", (visitor.id,))
    assert row == {"owner": "human", "assigned_agent_id": "natalia"}
    await rig.house.people.say(rig.tenant, visitor.id, "natalia", "n1", "Aquí sigo contigo.")
    await rig.work()
    assert [each["text"]["body"] for each in rig.shown()] == ["Aquí sigo contigo."]
