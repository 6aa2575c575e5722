"""A person picks an approved template when the customer has not written for a day."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from commerce.accounts import passwords, repository
from server.connecting import sync_templates
from tests.server.browsers import PASSWORD, Agent
from tests.server.rigs import KEYS, Rig, rig_of


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig_of(database_url, tmp_path) as made:
        await sync_templates(made.house, made.tenant, KEYS["waba_id"])
        yield made


async def _with_ana(rig: Rig) -> tuple[Agent, str]:
    """Ana has the conversation of a customer who wrote, and then did not for a day."""
    async with rig.house.store.unit(rig.tenant) as unit:
        now, hash = rig.house.clock.now(), passwords.hashed(PASSWORD)
        await repository.add(unit, rig.house.ids.new(), "ana@example.com", "Ana", "agent", hash, None, now)
    await rig.customer("hola", name="Beto Luna")
    at = f"/conversations/{await rig.conversation()}"
    ana = Agent(rig.server, rig.tenant)
    assert (await ana.sign_in("ana@example.com")).status_code == 200
    assert (await ana.post(f"{at}/take")).status_code == 200
    return ana, at


async def test_the_picked_template_reaches_the_customer_as_it_was_filled(rig: Rig) -> None:
    ana, at = await _with_ana(rig)
    assert (await ana.get(at)).json()["conversation"]["window"]["open"]
    [first, *_] = (await ana.get(f"{at}/templates")).json()["templates"]
    assert (first["name"], first["body"], first["buttons"]) == ("retomar", ["1"], [])
    chosen = {"name": "retomar", "language": "es_MX", "body": {"1": "Beto"}, "message_id": "t1"}
    said = (await ana.post(f"{at}/template", **chosen)).json()
    assert said["text"] == "Hola Beto, tenemos respuesta a lo que nos preguntaste. ¿Seguimos?"
    rig.world.pass_a_day()
    await rig.work()
    last = rig.shown()[-1]["template"]
    assert (last["name"], last["components"][0]["parameters"]) == ("retomar", [{"type": "text", "text": "Beto"}])
    assert (await ana.post(f"{at}/template", **chosen)).json()["seq"] == said["seq"]
    await rig.work()
    assert [payload["type"] for payload in rig.shown()].count("template") == 1


@pytest.mark.parametrize(
    ("chosen", "status", "told"),
    [
        ({"name": "retomar", "language": "es_MX"}, 422, "1 is missing"),
        ({"name": "retomar", "language": "es_MX", "body": {"1": "Beto", "2": "x"}}, 422, "2 is not among them"),
        ({"name": "otra", "language": "es_MX"}, 404, "otra"),
    ],
)
async def test_what_does_not_fit_its_definition_is_told_and_not_sent(
    rig: Rig, chosen: dict[str, object], status: int, told: str
) -> None:
    ana, at = await _with_ana(rig)
    before = len(rig.shown())
    answer = await ana.post(f"{at}/template", message_id="t1", **chosen)
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True)
    await rig.work()
    assert len(rig.shown()) == before
