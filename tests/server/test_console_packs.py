"""Opening hours, wordings and files of a pack, changed in the console: checked, in use at the next turn, taken back."""

from pathlib import Path

from server.wiring import open_house
from tests.server.browsers import TENANT, Site

WEEK = ["mon", "tue", "wed", "thu", "fri"]


async def test_opening_hours_count_from_the_next_turn_on_and_are_taken_back(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    before = (await eva.get("/hours")).json()
    told = "Atendemos de lunes a viernes de siete a cuatro, hora de Bogotá."
    changed = await eva.put("/hours", hours=[{"days": WEEK, "open": "07:00", "close": "16:00"}], told={"es": told})
    assert changed.json() == {"revision": 1}, changed.text
    assert site.house.tenant(TENANT).pack.file.hours[0].open == "07:00"
    policy = next(each for each in site.house.tenant(TENANT).pack.file.policies if each.id == "hours")
    assert policy.text["es"] == told
    talk = await site.talk("¿hasta qué hora atienden?")
    assert told in str((await eva.get(f"/conversations/{talk}/turns")).json())
    listed = (await eva.get("/pack")).json()
    assert (listed["active"], [each["files"] for each in listed["revisions"]]) == (1, [["pack.yaml"]])
    assert "-  - days:" in (await eva.get("/pack/revisions/0/diff")).json()["diff"]
    assert (await eva.post("/pack/revisions/0/activate")).json() == {"revision": 0, "before": 1}
    assert (await eva.get("/hours")).json() == before


async def test_hours_that_cannot_be_are_refused_and_change_nothing(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    twice = [{"days": ["mon"], "open": "08:00", "close": "12:00"}, {"days": ["mon"], "open": "11:00", "close": "13:00"}]
    refused = await eva.put("/hours", hours=twice)
    assert refused.status_code == 422
    assert "overlap" in refused.json()["detail"]
    no_such_hour = {"days": ["mon"], "open": "25:00", "close": "12:00"}
    bodies: list[dict[str, object]] = [{"hours": [no_such_hour]}, {}, {"branches": {"luna": []}}]
    for body in bodies:
        assert (await eva.put("/hours", **body)).status_code == 422
    listed = (await eva.get("/pack")).json()
    assert (listed["active"], listed["revisions"]) == (0, [])


async def test_a_wording_is_changed_and_one_with_an_unknown_variable_is_not(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    shown = (await eva.get("/templates", q="greeting_new")).json()
    assert [each["name"] for each in shown["templates"]][:1] == ["greeting_new"]
    bad = await eva.put("/templates/greeting_new", wordings={"es": ["Hola de {{ nobody }}"]})
    assert (bad.status_code, "nobody" in bad.json()["detail"]) == (422, True)
    good = await eva.put("/templates/greeting_new", wordings={"es": ["Hola: aquí {{ company }}"]})
    assert good.json() == {"revision": 1}, good.text
    assert site.house.tenant(TENANT).pack.templates["greeting_new"].es == ["Hola: aquí {{ company }}"]
    assert (await eva.put("/templates/no.such", wordings={"es": ["x"]})).status_code == 404


async def test_files_with_a_mistake_are_never_in_use_and_good_ones_survive_a_restart(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    place = site.house.settings.packs_dir / TENANT / "pack.yaml"
    now = place.read_text()
    bad = await eva.post("/pack/revisions", files={"pack.yaml": now.replace("currency: COP", "currency: pesos")})
    assert bad.status_code == 422
    assert (await eva.post("/pack/revisions", files={"other.yaml": "a: 1"})).status_code == 422
    good = await eva.post("/pack/revisions", files={"pack.yaml": now.replace('"08:00"', '"09:30"', 1)}, note="tarde")
    assert good.json() == {"revision": 1}, good.text
    assert place.read_text() == now
    async with open_house(site.house.settings, only=[], encoder=site.house.encoder) as other:
        assert (await other.pack_in_use(TENANT)).file.hours[0].open == "09:30"


async def test_a_document_is_taken_away_and_comes_back_with_the_revision_before(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    front = "id: noche\ntitle: De noche\nurl: https://colombiatic.example/noche\nlanguage: es\nupdated: 2026-11-20"
    page = f"---\n{front}\n---\nDe noche hay turno.\n"
    assert (await eva.post("/pack/revisions", files={"documents/noche.md": page})).json() == {"revision": 1}
    own, shipped = "documents/noche.md", (await eva.get("/pack")).json()["documents"][0]
    diff = (await eva.post("/pack/check", removed=[own, shipped])).json()["diff"]
    assert "-De noche hay turno." in diff
    assert (await eva.post("/pack/revisions", removed=[own, shipped])).json() == {"revision": 2}
    there = (await eva.get("/pack")).json()["documents"]
    assert own not in there
    assert shipped not in there
    assert "noche" not in {document.id for document in site.house.tenant(TENANT).pack.documents}
    assert (await eva.post("/pack/revisions", removed=[own])).status_code == 422
    assert (await eva.post("/pack/revisions", removed=["pack.yaml"])).status_code == 422
    assert (await eva.post("/pack/revisions")).status_code == 422
    await eva.post("/pack/revisions/1/activate")
    assert {own, shipped} <= set((await eva.get("/pack")).json()["documents"])


async def test_a_revision_that_no_longer_goes_with_the_files_is_left_out(site: Site, tmp_path: Path) -> None:
    eva = await site.proven("eva@example.com", "admin")
    assert (await eva.put("/hours", hours=[{"days": WEEK, "open": "07:00", "close": "16:00"}])).status_code == 200
    async with site.house.store.unit(TENANT) as unit:
        await unit.run('UPDATE pack_revisions SET files = \'{"pack.yaml": "id: colombiatic"}\'')
    async with open_house(site.house.settings, only=[], encoder=site.house.encoder) as other:
        assert (await other.pack_in_use(TENANT)).file.hours[0].open == "08:00"
