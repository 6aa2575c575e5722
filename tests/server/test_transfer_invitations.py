"""A customer who gave their number is invited over to WhatsApp, with consent alone."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from commerce.transfers.ask import ask
from server.connecting import sync_templates
from server.transfers import KEYS
from tests.server.moving import BETO, codes_kept, later, visit
from tests.server.rigs import ANA, Rig, rig_of
from tests.server.sessions import problem


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        yield made


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
    assert (await codes_kept(rig))[-1]["metadata"]["transfer"] == {"outcome": "used"}
    assert (await visitor.view())["place"]["channel"] == "web"


async def test_one_who_leaves_on_whatsapp_is_left_alone_there_at_once_and_comes_back_by_a_word(rig: Rig) -> None:
    await rig.customer("BAJA")
    [word] = await rig.rows("SELECT channel, purpose, allowed FROM consents")
    assert word == {"channel": "whatsapp", "purpose": "all", "allowed": False}
    later(rig, timedelta(minutes=1))
    await rig.customer("alta")
    [word] = await rig.rows("SELECT allowed FROM consents")
    assert word["allowed"] is True
