"""The owner business looks after the others: with a second factor, for an hour, and both trails say so."""

from commerce.packs.load import load
from evals.bench.engine import ConstantEngine
from tests.server.browsers import TENANT, Site

OTHER = "roofing"


async def admitted(site: Site) -> None:
    settings = site.house.settings
    pack = load(settings.packs_dir, OTHER, settings.data_dir / "cache")
    await site.house.admit(pack.model_copy(update={"documents": []}), engine=ConstantEngine())


async def test_an_owner_works_in_another_business_for_an_hour_and_both_trails_say_so(site: Site) -> None:
    await admitted(site)
    eva = await site.agent("eva@example.com", "owner")
    listed = (await eva.get("/tenants")).json()["tenants"]
    assert [(each["id"], each["type"]) for each in listed] == [(TENANT, "owner"), (OTHER, "customer")]
    assert (await eva.post(f"/tenants/{OTHER}/enter", why="soporte")).json()["title"] == "Show your second factor again"
    await site.show_factor(eva)
    assert (await eva.post(f"/tenants/{OTHER}/enter", why="")).status_code == 422
    assert (await eva.post(f"/tenants/{TENANT}/enter", why="soporte")).status_code == 422
    assert (await eva.post(f"/tenants/{OTHER}/enter", why="soporte")).status_code == 200
    me = (await eva.get("/me")).json()
    assert (me["tenant"], me["home"]) == (OTHER, TENANT)
    assert (await eva.put("/canned/hi", language="en", content="Hi there")).status_code == 200
    actions = [(each["action"], each["detail"].get("by")) for each in (await eva.get("/admin/trail")).json()["entries"]]
    assert actions[:2] == [("owner.request", "eva@example.com"), ("owner.enter", "eva@example.com")]
    await eva.post("/here")
    assert (await eva.post("/tenants/leave")).json() == {"tenant": TENANT}
    assert (await eva.get("/canned")).json() == {"canned": []}
    own = [each["action"] for each in (await eva.get("/admin/trail")).json()["entries"]]
    assert own[:2] == ["owner.leave", "owner.enter"]


async def test_a_visit_ends_by_itself(site: Site) -> None:
    await admitted(site)
    eva = await site.proven("eva@example.com", "owner")
    await eva.post(f"/tenants/{OTHER}/enter", why="soporte")
    for _ in range(3):
        site.wait(minutes=20)
        assert (await eva.get("/me")).status_code == 200
    site.wait(minutes=1)
    assert (await eva.get("/me")).json()["tenant"] == TENANT


async def test_an_owner_of_another_business_looks_after_nobody_else(site: Site) -> None:
    await admitted(site)
    site.tenant = OTHER
    dana = await site.proven("dana@example.com", "owner")
    for answer in (await dana.get("/tenants"), await dana.post(f"/tenants/{TENANT}/enter", why="curiosity")):
        assert (answer.status_code, answer.json()["title"]) == (403, "This is for the owner business")
