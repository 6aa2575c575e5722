"""Who may tell Parley something about WhatsApp, and that nothing of it is lost or done twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import psycopg
import pytest

from commerce.packs.load import load
from kit.settings import ROOT
from server.connecting import keep_keys
from server.webhooks.work import WebhookWork
from server.worker import sweep_tenant
from tests.server.rigs import ANA, KEYS, Rig, rig_of
from tools.channels.whatsapp.signature import sign

PATH = "/api/chat/webhook"
NOW = 1795442400


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


def change(line: str, *, messages: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "x", "phone_number_id": line}}
    return {"field": "messages", "value": {**value, **({"messages": messages} if messages else {}), **more}}


def text(id: str, body: str = "hola", sender: str = ANA, at: int = NOW) -> dict[str, Any]:
    return {"from": sender, "id": id, "timestamp": str(at), "type": "text", "text": {"body": body}}


def status(id: str, name: str = "delivered", at: int = NOW) -> dict[str, Any]:
    return {"id": id, "status": name, "timestamp": str(at), "recipient_id": ANA}


def body_of(*changes: dict[str, Any], account: str = "9001") -> bytes:
    return orjson.dumps({"object": "whatsapp_business_account", "entry": [{"id": account, "changes": list(changes)}]})


async def post(
    rig: Rig, body: bytes, secret: str = KEYS["app_secret"], path: str = PATH, **headers: str
) -> httpx.Response:
    return await rig.server.post(path, content=body, headers={"X-Hub-Signature-256": sign(body, secret), **headers})


async def test_the_handshake_gives_the_challenge_back_as_plain_text(rig: Rig) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": KEYS["verify_token"], "hub.challenge": "0115"}
    for path in (PATH, f"{PATH}/{rig.tenant}"):
        answer = await rig.server.get(path, params=query)
        assert (answer.status_code, answer.text) == (200, "0115")
        assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "wrong", [{"hub.verify_token": "guess"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": ""}]
)
async def test_a_wrong_handshake_is_refused(rig: Rig, wrong: dict[str, str]) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": KEYS["verify_token"], "hub.challenge": "0115", **wrong}
    answer = await rig.server.get(PATH, params=query)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


async def test_only_the_bytes_that_were_signed_are_taken(rig: Rig) -> None:
    body = body_of(change(rig.line, messages=[text("w1", "¡Hola! 🚗 ¿tienen balatas?")]))
    assert (await post(rig, body, "another")).status_code == 403
    assert (await rig.server.post(PATH, content=body)).status_code == 403
    again = orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2)
    changed = await rig.server.post(
        PATH, content=again, headers={"X-Hub-Signature-256": sign(body, KEYS["app_secret"])}
    )
    assert changed.status_code == 403
    assert await rig.rows("SELECT id FROM webhooks") == []
    assert (await post(rig, body)).status_code == 200
    await rig.work()
    assert (await rig.one("SELECT content FROM messages WHERE sender_type = 'client'"))["content"].endswith("balatas?")


async def test_a_burst_is_kept_whole_in_a_few_transactions(rig: Rig) -> None:
    bodies = [body_of(change(rig.line, messages=[text(f"w{number}")])) for number in range(40)]
    answers = await asyncio.gather(*[post(rig, body) for body in bodies])
    assert [answer.status_code for answer in answers] == [200] * 40
    kept = await rig.one("SELECT count(*) AS rows, count(DISTINCT xmin::text) AS commits FROM webhooks")
    assert kept["rows"] == 40
    assert kept["commits"] < 40


async def test_who_hangs_up_does_not_take_the_others_along(rig: Rig) -> None:
    keep = rig.house.keeper.keep
    gone, other = (asyncio.create_task(keep([rig.tenant], "whatsapp", body)) for body in (b"{}", b"{} "))
    await asyncio.sleep(0)
    gone.cancel()
    await other
    assert len(await rig.rows("SELECT id FROM webhooks")) == 2


async def test_a_body_that_cannot_be_stored_is_not_acknowledged(rig: Rig) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        await rig.house.keeper.keep(["nobody"], "whatsapp", b"{}")
    await rig.house.keeper.keep([rig.tenant], "whatsapp", b"{}")
    assert len(await rig.rows("SELECT id FROM webhooks")) == 1


async def test_while_a_secret_is_changed_both_are_valid(rig: Rig) -> None:
    keys = {**KEYS, "app_secret": "new", "previous_app_secret": KEYS["app_secret"]}
    await keep_keys(rig.house, rig.tenant, "whatsapp", keys)
    for number, secret in enumerate(("new", KEYS["app_secret"])):
        assert (await post(rig, body_of(change(rig.line, messages=[text(f"w{number}")])), secret)).status_code == 200


async def test_a_tenant_cannot_speak_for_the_number_of_another(rig: Rig) -> None:
    other = load(ROOT / "packs", "colombiatic", rig.house.settings.data_dir / "cache")
    await rig.house.admit(other.model_copy(update={"documents": other.documents[:1]}))
    await keep_keys(rig.house, "colombiatic", "whatsapp", {**KEYS, "app_secret": "theirs", "waba_id": "7"})
    theirs = other.file.channels.whatsapp.numbers[0].phone_number_id
    forged = body_of(change(theirs, messages=[text("w1")]), change(rig.line, messages=[text("w2")]))
    assert (await post(rig, forged, "theirs")).status_code == 403
    account = body_of({"field": "account_update", "value": {"event": "DISABLED_UPDATE"}}, account="9001")
    assert (await post(rig, account, "theirs")).status_code == 403
    assert (await post(rig, forged, "theirs", f"{PATH}/colombiatic")).status_code == 403
    assert await rig.rows("SELECT id FROM webhooks") == []


async def test_every_entry_change_message_and_status_of_a_batch_counts(rig: Rig) -> None:
    lines = [each.phone_number_id for each in rig.house.tenant(rig.tenant).pack.file.channels.whatsapp.numbers[:2]]
    entries = [
        {
            "id": "9001",
            "changes": [
                change(line, messages=[text(f"w{entry}{at}{n}", f"mensaje {n}", at=NOW + n) for n in range(3)])
                for at, line in enumerate(lines)
            ],
        }
        for entry in range(2)
    ]
    told = change(lines[0], statuses=[status(f"out{n}") for n in range(4)])
    entries[1]["changes"].append(told)  # type: ignore[attr-defined]
    body = orjson.dumps({"object": "whatsapp_business_account", "entry": entries})
    answers = await asyncio.gather(*[post(rig, body) for _ in range(3)])
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    await rig.work()
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'client'")) == 12
    assert len(await rig.rows("SELECT external_id FROM statuses WHERE external_id LIKE 'out%%'")) == 4
    assert len(await rig.rows("SELECT id FROM conversations")) == 2
    assert {row["state"] for row in await rig.rows("SELECT state FROM webhooks")} == {"done"}


async def test_a_body_that_cannot_be_worked_is_kept_and_stops_nothing(rig: Rig) -> None:
    strange = {"type": "hologram", "id": "w2", "timestamp": str(NOW), "from": ANA}
    odd = [
        b"[]",
        b'{"entry": 7}',
        b'{"entry": [{"changes": [{"value": null}]}]}',
        body_of(change("999", messages=[text("x")])),
        body_of(change(rig.line, messages=[{"id": "w1"}, strange])),
    ]
    for body in odd:
        assert (await post(rig, body)).status_code == 200
    assert (await post(rig, b"{")).status_code == 422
    await post(rig, body_of(change(rig.line, messages=[text("good", "hola")])))
    await rig.work()
    rows = await rig.rows("SELECT message_type FROM messages WHERE sender_type = 'client' ORDER BY seq")
    assert sorted(row["message_type"] for row in rows) == ["hologram", "text"]
    assert len(await rig.rows("SELECT id FROM webhooks WHERE state = 'done'")) == len(odd) + 1


async def test_the_raw_body_is_not_readable_in_the_database(rig: Rig) -> None:
    await post(rig, body_of(change(rig.line, messages=[text("w1", "mi dirección es secreta")])))
    row = await rig.one("SELECT body FROM webhooks")
    assert b"secreta" not in bytes(row["body"])
    sealed = await rig.one("SELECT sealed FROM vendor_credentials")
    assert KEYS["access_token"].encode() not in bytes(sealed["sealed"])


async def test_messages_of_a_burst_are_read_in_the_order_in_which_they_were_written(rig: Rig) -> None:
    for id, words, at in (("w2", "balatas", NOW + 5), ("w1", "hola", NOW), ("w3", "jetta 2015", NOW + 9)):
        await post(rig, body_of(change(rig.line, messages=[text(id, words, at=at)])))
    await rig.work()
    said = await rig.rows("SELECT content FROM messages WHERE sender_type = 'client' ORDER BY seq")
    assert [row["content"] for row in said] == ["hola", "balatas", "jetta 2015"]
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'ai'")) == 1


async def test_a_server_that_died_after_the_acknowledgement_has_lost_nothing(rig: Rig) -> None:
    await post(rig, body_of(change(rig.line, messages=[text("w1")])))
    await WebhookWork(rig.house).work(rig.tenant)
    assert await sweep_tenant(rig.house, rig.tenant, timedelta(0)) == 1
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'ai'")) == 1


async def test_a_body_that_is_too_large_is_refused(rig: Rig) -> None:
    assert (await post(rig, b" " * (3 * 1024 * 1024 + 1))).status_code == 413
