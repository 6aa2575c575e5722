"""Codes that are late, edited, used, passed on or sent to another branch; telephones that may be somebody else's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from server.connecting import sync_templates
from tests.server.moving import BETO, codes_kept, later, moved, told_by_person, visit
from tests.server.rigs import ANA, Rig, rig_of


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


async def test_a_code_that_was_used_opens_nothing_for_another_telephone(rig: Rig) -> None:
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela Ríos", email="marcela@union.com.mx")
    words = await visitor.words()
    await rig.customer(words)
    await rig.customer(words, customer=BETO)
    assert (await codes_kept(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
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
    assert (await codes_kept(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_a_code_counts_by_the_hour_at_which_it_was_sent(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    later(rig, timedelta(minutes=31))
    await rig.customer(words)
    assert [row["metadata"]["transfer"] for row in await codes_kept(rig)] == [{"outcome": "expired"}]
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
    assert [row["metadata"]["transfer"] for row in await codes_kept(rig)] == [{"outcome": "unknown"}]
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_at_another_branch_s_number_the_customer_is_sent_to_the_right_one(rig: Rig) -> None:
    visitor = await visit(rig)
    words = await visitor.words()
    await rig.customer(words, line="104829375610291")
    [told] = [row["metadata"]["transfer"] for row in await codes_kept(rig)]
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
    assert [row["metadata"]["transfer"] for row in await codes_kept(rig)] == [{"outcome": "expired"}]


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
    await told_by_person(rig, visitor, "Listo, Marcela: va a marcela@union.com.mx y te llamamos al +52 442 111 2233.")
    body = rig.shown()[-1]["text"]["body"]
    assert body == "Listo: va a m···@u··· y te llamamos al ···33."
    await rig.customer("mi correo es marcela@union.com.mx")
    await told_by_person(rig, visitor, "Gracias, Marcela.")
    assert rig.shown()[-1]["text"]["body"] == "Gracias, Marcela."


async def test_the_template_of_the_day_after_does_not_name_the_customer_to_an_unknown_telephone(rig: Rig) -> None:
    await sync_templates(rig.house, rig.tenant, "9001")
    visitor = await visit(rig)
    await visitor.knows(customer_name="Marcela Ríos")
    await rig.rows("UPDATE conversations SET client_name = 'Marcela Ríos' WHERE id = %s RETURNING id", (visitor.id,))
    await rig.customer(await visitor.words())
    later(rig, timedelta(hours=25))
    await told_by_person(rig, visitor, "Ya está lo que pediste.")
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
