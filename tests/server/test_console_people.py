"""Who may sign in, as what: changed by admins of the same sight, never above themselves; and lost second factors."""

import asyncio
from uuid import UUID

import pyotp

from commerce.accounts.sessions import find_session
from server.console.access import Signed
from server.console.events import follow
from tests.server.browsers import PASSWORD, Site

NEW = {"email": "leo@example.com", "name": "Leo", "password": PASSWORD}


async def test_roles_and_passwords_are_changed_and_sessions_end(site: Site) -> None:
    eva, ana = await site.proven("eva@example.com", "admin"), await site.agent("ana@example.com")
    (id,) = [each["id"] for each in (await eva.get("/people")).json()["people"] if each["name"] == "Ana"]
    assert (await eva.put(f"/people/{id}", role="supervisor")).status_code == 200
    assert (await ana.get("/me")).status_code == 401
    assert (await ana.sign_in("ana@example.com")).json()["role"] == "supervisor"
    assert (await eva.post(f"/people/{id}/password", password="otra clave distinta")).status_code == 200
    assert (await ana.sign_in("ana@example.com")).status_code == 401
    assert (await ana.sign_in("ana@example.com", "otra clave distinta")).status_code == 200
    assert (await eva.post(f"/people/{id}/disable")).status_code == 200
    assert (await ana.sign_in("ana@example.com", "otra clave distinta")).status_code == 401
    assert (await eva.post(f"/people/{id}/enable")).status_code == 200
    assert (await ana.sign_in("ana@example.com", "otra clave distinta")).status_code == 200
    done = [each["action"] for each in (await eva.get("/admin/trail")).json()["entries"] if each["name"] == "Eva"]
    assert done[:4] == ["user.enable", "user.disable", "user.password_reset", "user.place"]


async def test_an_admin_makes_no_owner_and_touches_none_nor_themselves(site: Site) -> None:
    eva, owner = await site.proven("eva@example.com", "admin"), await site.hire("olga@example.com", "owner")
    own = (await eva.get("/me")).json()["id"]
    assert (await eva.post("/people", **NEW, role="owner")).status_code == 422
    assert (await eva.post("/people", **NEW, branch="luna")).status_code == 422
    assert (await eva.post(f"/people/{owner}/disable")).status_code == 403
    for path in (f"/people/{own}/disable", f"/people/{own}/enable"):
        assert (await eva.post(path)).status_code == 422
    assert (await eva.put(f"/people/{own}", role="owner")).status_code == 422


async def test_an_admin_of_a_branch_looks_after_that_branch_alone(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin", branch="norte")
    ana = await site.hire("ana@example.com")
    assert (await eva.post(f"/people/{ana}/disable")).status_code == 403
    assert (await eva.post("/people", **NEW)).status_code == 422
    for path in ("/keys", "/hours", "/pack", "/admin/trail", "/tenants"):
        assert (await eva.get(path)).status_code == 403


async def test_shifts_and_skills_are_set_for_oneself_and_others_and_refused_where_they_cannot_be(site: Site) -> None:
    eva, ana = await site.proven("eva@example.com", "admin"), await site.hire("ana@example.com")
    own = (await eva.get("/me")).json()["id"]
    work = {"hours": [{"days": ["mon"], "open": "08:00", "close": "12:00"}], "skills": ["discount"], "capacity": 3}
    for id in (own, ana):
        assert (await eva.put(f"/people/{id}/work", **work)).status_code == 200
        (kept,) = [each for each in (await eva.get("/people")).json()["people"] if each["id"] == str(id)]
        assert {name: kept[name] for name in work} == work
    for wrong in ({"skills": ["No Such"]}, {"capacity": -1}, {"hours": [{"days": [], "open": "8", "close": "9"}]}):
        assert (await eva.put(f"/people/{ana}/work", **wrong)).status_code == 422


async def test_nothing_new_goes_to_somebody_out_of_their_hours(site: Site) -> None:
    eva, ana = await site.proven("eva@example.com", "admin"), await site.agent("ana@example.com")
    id = (await ana.get("/me")).json()["id"]
    talk = await site.talk(owner="queue")
    for closes, held in (("08:00", None), ("10:00", id)):
        await eva.put(f"/people/{id}/work", hours=[{"days": ["mon"], "open": "07:00", "close": closes}])
        await ana.post("/available", available=True)
        assert (await eva.get(f"/conversations/{talk}")).json()["conversation"]["agent"] == held


async def test_a_password_confirms_again_only_where_the_session_has_shown_its_second_factor(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    site.wait(minutes=11)
    assert (await eva.post("/people", **NEW)).json()["title"] == "Show your second factor again"
    assert (await eva.post("/factor/confirm", password="not hers at all")).status_code == 401
    assert (await eva.post("/factor/confirm", password=PASSWORD)).json() == {"confirmed": True}
    assert (await eva.post("/people", **NEW)).status_code == 201


async def test_a_password_alone_never_stands_in_for_a_second_factor(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    assert (await ana.post("/factor/confirm", password=PASSWORD)).status_code == 404
    await ana.post("/factor", password=PASSWORD)
    assert (await ana.post("/factor/confirm", password=PASSWORD)).status_code == 401


async def test_a_recovery_code_stands_in_for_the_authenticator_once(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    secret = (await ana.post("/factor", password=PASSWORD)).json()["secret"]
    codes = (await ana.post("/factor/confirm", code=pyotp.TOTP(secret).at(site.house.clock.now()))).json()["recovery"]
    assert len(set(codes)) == 10
    async with site.house.store.unit(site.tenant) as unit:
        assert codes[0].replace("-", "") not in str(await unit.rows("SELECT recovery FROM users"))
    other = site.browser()
    assert (await other.sign_in("ana@example.com", code=codes[0].upper())).status_code == 200
    assert (await other.sign_in("ana@example.com", code=codes[0])).status_code == 401
    fresh = (await ana.post("/factor/recovery")).json()["recovery"]
    assert (await other.sign_in("ana@example.com", code=codes[1])).status_code == 401
    assert (await other.sign_in("ana@example.com", code=fresh[1])).status_code == 200


async def test_who_has_lost_everything_begins_anew_when_an_admin_takes_the_factor_away(site: Site) -> None:
    eva, ana = await site.proven("eva@example.com", "admin"), await site.proven("ana@example.com", "agent")
    id = (await ana.get("/me")).json()["id"]
    assert (await eva.delete(f"/people/{id}/factor")).status_code == 200
    assert (await ana.get("/me")).status_code == 401
    assert (await ana.sign_in("ana@example.com")).json()["has_factor"] is False


async def test_nobody_who_finds_an_open_browser_can_set_up_a_second_factor(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    assert (await ana.post("/factor", password="not hers at all")).status_code == 401
    assert (await ana.post("/factor")).status_code == 401


async def test_a_stream_that_is_open_ends_with_its_session(site: Site) -> None:
    eva, ana = await site.proven("eva@example.com", "admin"), await site.agent("ana@example.com")
    id = UUID((await ana.get("/me")).json()["id"])
    token = str(ana.client.cookies["parley_console"]).strip('"').partition(":")[2]
    async with site.house.store.unit(site.tenant) as unit:
        session = await find_session(unit, token, site.house.clock.now())
    home = site.house.tenant(site.tenant)
    stream = follow(site.house, site.app.state.feeds, Signed(session, home, home, ""), None)
    assert b"hello" in await anext(stream)
    await eva.post(f"/people/{id}/disable")
    site.wait(seconds=6)
    await site.talk()
    async with asyncio.timeout(30):
        assert [told async for told in stream] == []
