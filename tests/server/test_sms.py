"""A customer writes text messages and is answered with text messages."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from commerce.conversations.transcript import say
from server.connecting import keep_keys
from tests.contracts.carriers import ACCOUNT, TOKEN
from tests.server.carried import BETO, LINE, Texting, texting

SAID = {"MessageSid": "SM1", "AccountSid": ACCOUNT, "From": BETO, "To": LINE, "Body": "hola", "NumMedia": "0"}


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Texting]:
    async with texting(database_url, tmp_path) as made:
        yield made


async def test_a_text_is_answered_from_the_number_that_it_was_sent_to(rig: Texting) -> None:
    await rig.customer("hola")
    [form] = rig.twilio.sent
    assert (form["To"], form["From"]) == (BETO, LINE)
    row = await rig.one("SELECT channel, line, branch, phone_number FROM conversations")
    assert row == {"channel": "sms", "line": LINE[1:], "branch": "centro", "phone_number": BETO[1:]}


async def test_the_webhook_is_acknowledged_with_nothing_to_say(rig: Texting) -> None:
    answer = await rig.post(SAID)
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.text.endswith("<Response/>")
    assert await rig.rows("SELECT id FROM messages") == []
    assert (await rig.one("SELECT state, vendor FROM webhooks")) == {"state": "waiting", "vendor": "twilio"}


async def test_the_same_text_three_times_at_once_is_one(rig: Texting) -> None:
    answers = await asyncio.gather(*[rig.post(SAID) for _ in range(3)])
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    await rig.work()
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'client'")) == 1
    assert len(rig.twilio.sent) == 1


async def test_only_who_knows_the_token_is_listened_to(rig: Texting) -> None:
    refused: list[httpx.Response] = [
        await rig.post(SAID, token="another"),
        await rig.post({**SAID, "AccountSid": "AC" + "9" * 32}),
        await rig.server.post(f"/api/chat/sms/{rig.tenant}", data=SAID),
        await rig.server.post("/api/chat/sms/nobody", data=SAID),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403, 403]
    assert await rig.rows("SELECT id FROM webhooks") == []


async def test_while_a_token_is_changed_both_are_valid(rig: Texting) -> None:
    keys = {"account_sid": ACCOUNT, "auth_token": "new", "previous_auth_token": TOKEN}
    await keep_keys(rig.house, rig.tenant, "twilio", keys)
    for number, token in enumerate(("new", TOKEN)):
        assert (await rig.post({**SAID, "MessageSid": f"SM{number}"}, token=token)).status_code == 200


async def test_what_became_of_a_text_is_known_whatever_the_order(rig: Texting) -> None:
    await rig.customer("hola")
    sid = (await rig.one("SELECT external_id FROM sends"))["external_id"]
    for status in ("delivered", "sent", "delivered"):
        await rig.post({"MessageSid": sid, "AccountSid": ACCOUNT, "MessageStatus": status, "To": BETO, "From": LINE})
    await rig.work()
    assert (await rig.one("SELECT status FROM sends"))["status"] == "delivered"
    assert (await rig.one("SELECT is_delivered FROM messages WHERE sender_type = 'ai'"))["is_delivered"] is True


async def test_an_answer_that_got_lost_is_looked_up_and_not_repeated(rig: Texting) -> None:
    rig.twilio.raises = httpx.ReadTimeout("no answer")
    await rig.customer("hola")
    rig.twilio.raises = None
    assert "not known" in (await rig.work())[0]
    send = (await rig.one("SELECT id FROM sends"))["id"]
    told = {"MessageSid": "SM77", "AccountSid": ACCOUNT, "MessageStatus": "delivered", "To": BETO, "From": LINE}
    assert (await rig.post(told, f"?ParleySend={send}")).status_code == 200
    assert await rig.work() == []
    assert (await rig.one("SELECT state, external_id FROM sends")) == {"state": "accepted", "external_id": "SM77"}
    assert rig.twilio.sent == []


async def test_a_text_that_cannot_arrive_is_told_to_a_person(rig: Texting) -> None:
    await rig.customer("hola")
    sid = (await rig.one("SELECT external_id FROM sends"))["external_id"]
    told = {"MessageSid": sid, "AccountSid": ACCOUNT, "MessageStatus": "undelivered", "ErrorCode": "30005"}
    await rig.post({**told, "To": BETO, "From": LINE})
    await rig.work()
    assert (await rig.one("SELECT reason FROM handoffs"))["reason"] == "delivery_failed"
    assert (await rig.one("SELECT error_code FROM sends"))["error_code"] == 30005


async def test_who_told_the_carrier_to_stop_is_not_written_to_and_nobody_is_called(rig: Texting) -> None:
    rig.twilio.blocked.add(BETO)
    await rig.customer("STOP")
    assert (await rig.one("SELECT purpose, allowed FROM consents")) == {"purpose": "all", "allowed": False}
    assert await rig.rows("SELECT id FROM handoffs") == []
    assert rig.twilio.sent == []


@pytest.mark.parametrize(("word", "allowed"), [("BAJA", False), ("stop.", False), ("Start", True), ("alta", True)])
async def test_words_that_end_and_resume_are_kept(rig: Texting, word: str, allowed: bool) -> None:
    await rig.customer(word)
    assert (await rig.one("SELECT allowed FROM consents"))["allowed"] is allowed


async def test_a_wish_that_twilio_answers_is_kept_and_not_answered_again(rig: Texting) -> None:
    await rig.customer("QUIERO PARAR", OptOutType="STOP")
    assert (await rig.one("SELECT purpose, allowed FROM consents")) == {"purpose": "all", "allowed": False}
    assert rig.twilio.sent == []


async def test_a_number_picks_what_was_offered_under_it(rig: Texting) -> None:
    await rig.customer("hola")
    conversation: UUID = (await rig.one("SELECT id FROM conversations"))["id"]
    blocks = [{"kind": "buttons", "items": [{"id": "yes:x", "label": "Sí, confirmo"}, {"id": "no:x", "label": "No"}]}]
    await _offer(rig, conversation, blocks)
    await rig.customer("2.")
    row = await rig.one("SELECT content, metadata FROM messages WHERE sender_type = 'client' ORDER BY seq DESC LIMIT 1")
    assert (row["content"], row["metadata"]["choice"]) == ("No", "no:x")
    await rig.customer("3")
    row = await rig.one("SELECT content, metadata FROM messages WHERE sender_type = 'client' ORDER BY seq DESC LIMIT 1")
    assert (row["content"], row["metadata"].get("choice")) == ("3", None)


async def _offer(rig: Texting, conversation: UUID, blocks: list[dict[str, Any]]) -> None:
    from psycopg.types.json import Jsonb

    id = rig.house.ids.new()
    async with rig.house.store.unit(rig.tenant) as unit:
        await say(unit, conversation, id, "agent", "¿Confirmas?", rig.house.clock.now())
        await unit.run("UPDATE messages SET metadata = %s WHERE id = %s", (Jsonb({"blocks": blocks}), id))
