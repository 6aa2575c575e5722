"""A customer goes on from the page to WhatsApp and back, over HTTP, without losing a word."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from commerce.profiles.repository import lay
from commerce.transfers.ask import ask
from evals.bench.engine import REPLY
from kit.clock import StillClock
from server.connecting import sync_templates
from server.transfers import KEYS
from tests.server.rigs import ANA, Rig, rig_of
from tests.server.sessions import authorized, problem

BASE = "/api/v5/sales"
BETO = "5214425550999"


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


class Visitor:
    """A customer on the page."""

    def __init__(self, rig: Rig, session: dict[str, Any]) -> None:
        self.rig, self.session = rig, session
        self.id = UUID(session["session_id"])
        self.count = 0

    async def say(self, text: str) -> dict[str, Any]:
        self.count += 1
        body = {"session_id": str(self.id), "message_id": f"web-{self.count}", "text": text}
        answer = await self.rig.server.post(f"{BASE}/process-message", json=body, headers=authorized(self.session))
        assert answer.status_code == 200, answer.text
        await self.rig.work()
        return dict(answer.json())

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        address = f"{BASE}/session/{self.id}/{path}"
        return await self.rig.server.post(address, json=body or {}, headers=authorized(self.session))

    async def way(self) -> dict[str, Any]:
        answer = await self.post("transfer")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def words(self) -> str:
        """What stands ready in WhatsApp when the link is opened."""
        return str(parse_qs(urlsplit((await self.way())["url"]).query)["text"][0])

    async def view(self) -> dict[str, Any]:
        address = f"{BASE}/session/{self.id}"
        return dict((await self.rig.server.get(address, headers=authorized(self.session))).json())

    async def knows(self, **fields: str) -> None:
        """What the customer has told on the page."""
        entries = {name: {"value": value, "source": "m", "confidence": 1.0, "confirmed": True}
                   for name, value in fields.items()}  # fmt: skip
        async with self.rig.house.store.unit(self.rig.tenant) as unit:
            row = await unit.row("SELECT contact_id FROM conversations WHERE id = %s", (self.id,))
            assert row is not None
            await lay(unit, row["contact_id"], entries, self.rig.house.clock.now())


async def visit(rig: Rig) -> Visitor:
    answer = await rig.server.post(f"{BASE}/start-session", json={"tenant": rig.tenant})
    visitor = Visitor(rig, answer.json())
    await visitor.say("hola, busco balatas")
    return visitor


def later(rig: Rig, span: timedelta) -> None:
    assert isinstance(rig.house.clock, StillClock)
    rig.house.clock.move(span)


async def moved(rig: Rig) -> Visitor:
    visitor = await visit(rig)
    await rig.customer(await visitor.words())
    return visitor


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
    assert [row["metadata"]["transfer"]["outcome"] for row in await _codes(rig)] == ["joined", "again"]


async def test_a_code_that_was_used_opens_nothing_for_another_telephone(rig: Rig) -> None:
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela Ríos", email="marcela@union.com.mx")
    words = await visitor.words()
    await rig.customer(words)
    await rig.customer(words, customer=BETO)
    assert (await _codes(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
    [row] = await rig.rows("SELECT id FROM conversations WHERE phone_number = %s", (BETO,))
    assert row["id"] != visitor.id
    [beto] = await rig.rows("SELECT contact_id FROM contact_channels WHERE external_id = %s", (BETO,))
    known = await rig.rows("SELECT fields FROM user_profiles WHERE contact_id = %s", (beto["contact_id"],))
    assert "Marcela" not in str(known) + str(rig.shown(BETO))


async def test_a_customer_known_by_one_telephone_is_not_joined_by_another_s(rig: Rig) -> None:
    visitor = await moved(rig)
    await visitor.post("transfer/confirm")
    await visitor.post("transfer/back")
    await rig.customer(await visitor.words(), customer=BETO)
    assert (await _codes(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_a_code_counts_by_the_hour_at_which_it_was_sent(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    later(rig, timedelta(minutes=31))
    await rig.customer(words)
    assert [row["metadata"]["transfer"] for row in await _codes(rig)] == [{"outcome": "expired"}]
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_a_message_that_was_sent_in_time_joins_however_late_it_is_told(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.post("options", {"held": True})
    await rig.post("messages", {"customer": ANA, "line": rig.line, "text": words})
    later(rig, timedelta(hours=2))
    await rig.post("release")
    await rig.work()
    assert (await visitor.view())["place"]["channel"] == "whatsapp"


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace("-", " "), lambda text: text + " gracias"])
async def test_small_changes_to_the_text_do_no_harm(rig: Rig, change: Any) -> None:
    visitor = await visit(rig)
    await rig.customer(change(await visitor.words()))
    assert (await visitor.view())["place"]["channel"] == "whatsapp"


async def test_a_code_that_was_spoilt_is_said_to_be_unknown_and_a_lost_one_is_just_a_new_customer(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.customer(words[:-4])
    await rig.customer("hola, busco balatas para mi jetta ref: BD-4471", customer=BETO)
    assert [row["metadata"]["transfer"] for row in await _codes(rig)] == [{"outcome": "unknown"}]
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_at_another_branch_s_number_the_customer_is_sent_to_the_right_one(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.customer(words, line="104829375610291")
    [told] = [row["metadata"]["transfer"] for row in await _codes(rig)]
    assert told["outcome"] == "wrong_line"
    assert told["branch"] == "Centro"
    assert told["url"].startswith("https://wa.me/524425550110?text=")
    [text] = parse_qs(urlsplit(told["url"]).query)["text"]
    await rig.customer(text)
    assert (await visitor.view())["place"]["channel"] == "whatsapp"


async def test_a_pack_may_let_it_go_on_at_another_branch_s_number(rig: Rig) -> None:
    tenant = rig.house.tenant(rig.tenant)
    whatsapp = tenant.pack.file.channels.whatsapp
    moving = whatsapp.transfer.model_copy(update={"other_number": "accept"})
    channels = tenant.pack.file.channels.model_copy(
        update={"whatsapp": whatsapp.model_copy(update={"transfer": moving})}
    )
    file = tenant.pack.file.model_copy(update={"channels": channels})
    rig.house.tenants[rig.tenant] = replace(tenant, pack=tenant.pack.model_copy(update={"file": file}))
    visitor = await visit(rig)
    await rig.customer(await visitor.words(), line="104829375610291")
    row = await rig.one("SELECT id, line, branch FROM conversations")
    assert row == {"id": visitor.id, "line": "104829375610291", "branch": "constituyentes"}


async def test_the_way_to_a_conversation_that_has_ended_is_over(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.rows("UPDATE conversations SET status = 'ended' WHERE id = %s RETURNING id", (visitor.id,))
    await rig.customer(words)
    assert [row["metadata"]["transfer"] for row in await _codes(rig)] == [{"outcome": "expired"}]


async def test_a_conversation_that_was_open_on_the_telephone_gives_way(rig: Rig) -> None:
    await rig.customer("hola, ¿abren hoy?")
    [old] = await rig.rows("SELECT id, contact_id FROM conversations")
    visitor = await moved(rig)
    [row] = await rig.rows("SELECT id, contact_id FROM conversations WHERE status = 'open'")
    assert row == {"id": visitor.id, "contact_id": old["contact_id"]}
    await visitor.post("transfer/back")
    [row] = await rig.rows("SELECT contact_id FROM conversations WHERE id = %s", (visitor.id,))
    assert row["contact_id"] != old["contact_id"]


async def test_nothing_that_was_told_on_the_page_is_repeated_to_a_telephone_that_may_be_another_s(rig: Rig) -> None:
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela Ríos", email="marcela@union.com.mx", phone="+524421112233")
    await rig.customer(await visitor.words())
    await _told_by_person(rig, visitor, "Listo, Marcela: va a marcela@union.com.mx y te llamamos al +52 442 111 2233.")
    body = rig.shown()[-1]["text"]["body"]
    assert body == "Listo: va a m···@u··· y te llamamos al ···33."
    await rig.customer("mi correo es marcela@union.com.mx")
    await _told_by_person(rig, visitor, "Gracias, Marcela.")
    assert rig.shown()[-1]["text"]["body"] == "Gracias, Marcela."


async def test_the_template_of_the_day_after_does_not_name_the_customer_to_an_unknown_telephone(rig: Rig) -> None:
    await sync_templates(rig.house, rig.tenant, "9001")
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela Ríos")
    await rig.rows("UPDATE conversations SET client_name = 'Marcela Ríos' WHERE id = %s RETURNING id", (visitor.id,))
    await rig.customer(await visitor.words())
    later(rig, timedelta(hours=25))
    await _told_by_person(rig, visitor, "Ya está lo que pediste.")
    [template] = [each for each in rig.shown() if each["type"] == "template"]
    assert "Marcela" not in str(template)


async def test_the_telephone_that_the_customer_had_given_needs_no_other_proof(rig: Rig) -> None:
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela", phone="+524425550100")
    await rig.customer(await visitor.words())
    assert (await visitor.view())["place"]["verified"]


async def test_a_turn_that_was_on_its_way_answers_at_the_new_place(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    arrival = await rig.house.inbox.keep(rig.tenant, visitor.id, "late", "¿y cuánto cuesta?")
    await rig.post("messages", {"customer": ANA, "line": rig.line, "text": words})
    await rig.work()
    await rig.house.inbox.answer(rig.tenant, visitor.id, arrival)
    await rig.work()
    row = await rig.one("SELECT inbound_seq, handled_seq FROM conversations WHERE id = %s", (visitor.id,))
    assert row["inbound_seq"] == row["handled_seq"]
    assert len(rig.shown()) == 1


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


async def test_a_customer_who_gives_a_number_and_agrees_is_invited_and_comes_over_by_the_button(rig: Rig) -> None:
    await sync_templates(rig.house, rig.tenant, "9001")
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela")
    rig.world.telephone(ANA)
    answer = await visitor.post("transfer/invitation", {"phone": "+52 442 555 0100", "consent": True})
    assert answer.status_code == 202, answer.text
    rig.world.telephone("524425550100").number = "524425550100"
    await rig.work()
    [invitation] = rig.shown("524425550100")
    assert invitation["template"]["name"] == "seguir_chat"
    [button] = [part for part in invitation["template"]["components"] if part["type"] == "button"]
    entry = next(each for each in rig.world.entries if each.payload == invitation)
    await rig.post("press", {"message": entry.id, "id": button["parameters"][0]["payload"]})
    await rig.work()
    place = (await visitor.view())["place"]
    assert place == {"channel": "whatsapp", "ends_with": "0100", "verified": True}
    [merge] = await rig.rows("SELECT evidence FROM contact_merges")
    assert merge["evidence"] == "invitation"
    [consent] = await rig.rows("SELECT channel, allowed, source FROM consents")
    assert consent == {"channel": "whatsapp", "allowed": True, "source": "page"}


async def test_nobody_is_invited_without_consent_or_against_their_wish_or_without_end(rig: Rig) -> None:
    visitor = await visit(rig)
    number = {"phone": "+52 442 555 0100"}
    assert "consent" in problem(await visitor.post("transfer/invitation", {**number, "consent": False}), 403)
    await rig.customer("BAJA")
    assert "asked not to be" in problem(await visitor.post("transfer/invitation", {**number, "consent": True}), 403)
    other = {"phone": "+52 442 555 0199", "consent": True}
    assert (await visitor.post("transfer/invitation", other)).status_code == 202
    assert (await visitor.post("transfer/invitation", other)).status_code == 202
    assert problem(await visitor.post("transfer/invitation", other), 429)
    assert problem(await visitor.post("transfer/invitation", {"phone": "x", "consent": True}), 422)


async def test_who_presses_an_invitation_that_was_passed_on_is_not_brought_over(rig: Rig) -> None:
    visitor = await visit(rig)
    house, tenant = rig.house, rig.tenant
    async with house.store.unit(tenant) as unit:
        file, now = house.tenant(tenant).pack.file, house.clock.now()
        ticket = await ask(
            unit, visitor.id, file, house.own_key(KEYS), house.ids, now, way="invitation", phone="524425550100"
        )
    await rig.customer(ticket.code, customer=BETO)
    assert (await _codes(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_one_who_leaves_on_whatsapp_is_left_alone_there_at_once_and_comes_back_by_a_word(rig: Rig) -> None:
    await rig.customer("BAJA")
    [word] = await rig.rows("SELECT channel, purpose, allowed FROM consents")
    assert word == {"channel": "whatsapp", "purpose": "all", "allowed": False}
    later(rig, timedelta(minutes=1))
    await rig.customer("alta")
    [word] = await rig.rows("SELECT allowed FROM consents")
    assert word["allowed"] is True


async def _codes(rig: Rig) -> list[dict[str, Any]]:
    return await rig.rows("SELECT metadata FROM messages WHERE metadata ? 'transfer' ORDER BY created_at, seq")


async def _told_by_person(rig: Rig, visitor: Visitor, text: str) -> None:
    await rig.house.people.take(rig.tenant, visitor.id, "natalia", force=True)
    await rig.house.people.say(rig.tenant, visitor.id, "natalia", text, text)
    await rig.house.people.give_back(rig.tenant, visitor.id, "natalia")
    later(rig, timedelta(seconds=1))
    await rig.deliver()
