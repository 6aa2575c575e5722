"""Keys of programs: of one business, for some of its work, shown once."""

import httpx

from tests.server.browsers import TENANT, Site

FIGURES = "/api/v5/metrics/conversion"


async def asked(site: Site, path: str, key: str, **params: str) -> int:
    client: httpx.AsyncClient = site.browser().client
    return (await client.get(path, params=params, headers={"Authorization": f"Bearer {key}"})).status_code


async def test_a_key_opens_its_own_business_for_what_it_is_for_until_it_is_revoked(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    made = (await eva.post("/keys", name="tablero", scopes=["reports"])).json()
    key = made["key"]
    assert await asked(site, FIGURES, key, tenant=TENANT) == 200
    assert await asked(site, FIGURES, key, tenant="autoparts") == 403
    assert await asked(site, FIGURES, key) == 403
    assert await asked(site, "/api/v5/sales/approvals", key, tenant=TENANT) == 403
    assert await asked(site, FIGURES, key[:-1] + "_", tenant=TENANT) == 401
    (listed,) = (await eva.get("/keys")).json()["keys"]
    assert listed["used_at"] is not None
    assert key not in str(listed)
    assert listed["shown"] == f"parley_{TENANT}.{key.split('.')[1][:6]}…"
    assert (await eva.delete(f"/keys/{made['id']}")).status_code == 200
    assert await asked(site, FIGURES, key, tenant=TENANT) == 401


async def test_a_key_is_kept_as_a_digest_and_ends_when_its_time_is_up(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    key = (await eva.post("/keys", name="tablero", scopes=["reports"], days=1)).json()["key"]
    async with site.house.store.unit(TENANT) as unit:
        row = await unit.row("SELECT * FROM api_keys")
    assert row
    assert key.split(".")[1] not in str(row)
    site.wait(days=1, seconds=1)
    assert await asked(site, FIGURES, key, tenant=TENANT) == 401


async def test_what_is_no_key_or_for_nothing_is_refused(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    refused = await eva.post("/keys", name="x", scopes=["everything"])
    assert (refused.status_code, "expected some of conversations" in refused.json()["detail"]) == (422, True)
    assert (await eva.post("/keys", name=" ", scopes=["reports"])).status_code == 422
    assert await asked(site, FIGURES, "parley_nobody.x", tenant=TENANT) == 401
    assert await asked(site, FIGURES, "anything", tenant=TENANT) == 401


async def test_the_key_of_the_installation_opens_everything_still(site: Site) -> None:
    staff = (site.house.settings.data_dir / "staff.key").read_text().strip()
    assert await asked(site, FIGURES, staff, tenant=TENANT) == 200


async def test_an_order_is_moved_only_with_a_key_for_orders_of_its_own_business(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    key = (await eva.post("/keys", name="almacén", scopes=["orders"])).json()["key"]
    body = {"tenant": "autoparts", "number": "AP-1", "status": "sent"}
    client = site.browser().client
    headers = {"Authorization": f"Bearer {key}"}
    path = "/api/v5/order/status"
    assert (await client.post(path, params={"tenant": TENANT}, json=body, headers=headers)).status_code == 403
    assert (await client.post(path, json={**body, "tenant": TENANT}, headers=headers)).status_code == 404
