"""Messages to the customer leave once, lawfully, and what becomes of them is known."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from commerce.conversations.transcript import say
from kit.clock import StillClock
from server.connecting import sync_templates
from tests.server.rigs import ANA, KEYS, Rig, rig_of


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


async def _say(rig: Rig, text: str = "Aquí estoy.") -> UUID:
    """A person of the business writes in the conversation."""
    id = rig.house.ids.new()
    async with rig.house.store.unit(rig.tenant) as unit:
        await say(unit, await rig.conversation(), id, "agent", text, rig.house.clock.now())
    return id


async def test_what_a_person_writes_leaves_too(rig: Rig) -> None:
    await rig.customer("hola")
    await _say(rig, "Soy Lupita, ¿en qué te ayudo?")
    await rig.work()
    assert rig.shown()[-1]["text"]["body"] == "Soy Lupita, ¿en qué te ayudo?"


async def test_a_customer_without_a_number_is_answered_by_their_id(rig: Rig) -> None:
    await rig.customer("hola", customer="525500000001", hide_number=True)
    [answer] = rig.shown("525500000001") or rig.shown("MX.525500000001")
    assert answer["recipient"].startswith("MX.")
    assert "to" not in answer


async def test_a_number_is_matched_in_all_its_ways_and_never_rewritten(rig: Rig) -> None:
    await rig.customer("hola", customer="5214425550177")
    await rig.customer("otra vez", customer="524425550177")
    assert len(await rig.rows("SELECT id FROM contacts")) == 1
    assert [payload["to"] for payload in rig.shown("524425550177")] == ["524425550177"]


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read"])))
async def test_statuses_in_any_order_end_in_read(rig: Rig, order: tuple[str, ...]) -> None:
    await rig.post("options", {"reads": False})
    await rig.customer("hola")
    id = (await rig.one("SELECT external_id FROM sends"))["external_id"]
    for status in (*order, order[0]):
        await rig.post("statuses", {"message": id, "status": status})
    await rig.work()
    assert (await rig.one("SELECT status FROM sends"))["status"] == "read"


async def test_an_answer_that_got_lost_is_looked_up_and_not_repeated(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    real = rig.house.http.request

    async def lost(method: str, url: str, **more: object) -> httpx.Response:
        answer = await real(method, url, **more)  # type: ignore[arg-type]
        if "/v23.0/" in url and b'"status":"read"' not in answer.request.content:
            raise httpx.ReadTimeout("the answer got lost")
        return answer

    monkeypatch.setattr(rig.house.http, "request", lost)
    await rig.post("options", {"held": True})
    await rig.post("messages", {"customer": ANA, "line": rig.line, "text": "hola"})
    await rig.post("release")
    await rig.hooks.settled()
    await rig.webhooks.work(rig.tenant)
    await rig.webhooks.settled()
    assert await rig.deliver()
    assert "not known" in (await rig.deliver())[0]
    assert len(rig.shown()) == 1
    await rig.hooks.settled()
    await rig.post("release")
    await rig.work()
    assert (await rig.one("SELECT state, status FROM sends")) == {"state": "accepted", "status": "read"}
    assert (await rig.one("SELECT status FROM outbox WHERE effect = 'channel.send'"))["status"] == "done"
    assert len(rig.shown()) == 1


async def test_a_day_later_the_template_goes_instead(rig: Rig) -> None:
    await sync_templates(rig.house, rig.tenant, KEYS["waba_id"])
    await rig.customer("hola", name="Ana Ruiz")
    rig.world.pass_a_day()
    await _say(rig)
    await rig.work()
    last = rig.shown()[-1]
    assert last["type"] == "template"
    assert last["template"]["components"] == [{"type": "body", "parameters": [{"type": "text", "text": "Ana"}]}]
    thread = await rig.one("SELECT closed_at, heard_at FROM threads")
    assert thread["closed_at"] >= thread["heard_at"]
    await rig.customer("sí, sigamos")
    last = rig.shown()[-1]
    assert (last["type"], last["to"]) == ("interactive", ANA)  # the window is open: words with buttons, no template


async def test_without_a_template_a_person_is_told_that_it_did_not_arrive(rig: Rig) -> None:
    await rig.customer("hola")
    rig.world.pass_a_day()
    await _say(rig)
    await rig.work()
    assert [payload["type"] for payload in rig.shown()] == ["text"]
    assert (await rig.one("SELECT reason FROM handoffs"))["reason"] == "delivery_failed"


@pytest.mark.parametrize("code", [130429, 131056, 131000, 2])
async def test_passing_trouble_is_tried_again(rig: Rig, code: int) -> None:
    await rig.post("options", {"fail_next": code})
    await rig.post("messages", {"customer": ANA, "line": rig.line, "text": "hola"})
    await rig.hooks.settled()
    rig.world.options.fail_next = None
    await rig.webhooks.work(rig.tenant)
    rig.world.options.fail_next = None
    await rig.webhooks.settled()
    rig.world.options.fail_next = code
    assert len(await rig.deliver()) == 1
    assert await rig.deliver() == []
    assert len(rig.shown()) == 1


@pytest.mark.parametrize("code", [100, 131026, 131051])
async def test_what_no_attempt_can_mend_is_told_to_a_person(rig: Rig, code: int) -> None:
    await rig.customer("hola")
    await _say(rig)
    rig.world.options.fail_next = code
    await rig.work()
    assert (await rig.one("SELECT error_code FROM sends WHERE state = 'failed'"))["error_code"] == code
    assert (await rig.one("SELECT reason FROM handoffs"))["reason"] == "delivery_failed"


async def test_a_line_whose_keys_are_refused_sends_nothing_until_it_is_connected_anew(rig: Rig) -> None:
    from server.connecting import keep_keys

    await rig.customer("hola")
    await _say(rig)
    rig.world.options.fail_next = 190
    await rig.work()
    assert (await rig.one("SELECT code FROM paused_lines"))["code"] == 190
    assert "stopped" in (await rig.deliver())[0]
    assert len(rig.shown()) == 1
    await keep_keys(rig.house, rig.tenant, "whatsapp", KEYS)
    await rig.deliver()
    assert len(rig.shown()) == 2


async def test_a_message_that_failed_later_for_a_passing_reason_leaves_once_more(rig: Rig) -> None:
    await rig.post("options", {"reads": False})
    await rig.customer("hola")
    id = (await rig.one("SELECT external_id FROM sends"))["external_id"]
    rig.world.options.reads = True
    async with rig.house.store.unit(rig.tenant) as unit:
        await unit.run("DELETE FROM statuses")
        await unit.run("UPDATE sends SET status = NULL, status_at = NULL")
    await rig.post("statuses", {"message": id, "status": "failed", "code": 131000})
    await rig.work()
    assert len(rig.shown()) == 2
    assert (await rig.one("SELECT state, attempts FROM sends")) == {"state": "accepted", "attempts": 2}


async def test_a_customer_who_says_baja_is_not_written_to_unasked(rig: Rig) -> None:
    await rig.customer("BAJA")
    assert (await rig.one("SELECT allowed, purpose FROM consents")) == {"allowed": False, "purpose": "all"}
    await rig.customer("alta")
    assert (await rig.one("SELECT allowed FROM consents"))["allowed"] is True


async def test_what_nobody_asked_for_waits_for_the_morning(rig: Rig) -> None:
    clock = rig.house.clock
    assert isinstance(clock, StillClock)
    clock.move(timedelta(hours=2))
    await rig.post("messages", {"customer": ANA, "line": rig.line, "text": "hola"})
    await rig.hooks.settled()
    await rig.webhooks.work(rig.tenant)
    await rig.webhooks.settled()
    async with rig.house.store.unit(rig.tenant) as unit:  # as if the news of an order had begun the turn
        await unit.run(
            "UPDATE messages SET sender_type = 'system', message_type = 'event', "
            "metadata = '{\"event\": \"order_moved\"}' WHERE sender_type = 'client'"
        )
    clock.move(timedelta(hours=12))
    assert await rig.deliver() == []
    assert rig.shown() == []
    row = await rig.one("SELECT status, attempts FROM outbox WHERE effect = 'channel.send'")
    assert row == {"status": "waiting", "attempts": 0}
    clock.move(timedelta(hours=10, minutes=30))
    assert await rig.deliver() == []
    assert len(rig.shown()) == 1
