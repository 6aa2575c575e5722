"""The console's endpoints: who gets in, what they see, and that nobody writes in what is not theirs."""

import io
import zipfile
from pathlib import Path

import pyotp
import pytest
import yaml

from evals.suite import Suite
from server.console.access import CSRF
from server.console.feed import Told
from server.script import read_script
from tests.server.browsers import PASSWORD, TENANT, Site


async def test_nobody_sees_anything_without_signing_in(site: Site) -> None:
    for path in ("/me", "/conversations", "/people", "/canned", "/events", "/unanswered"):
        assert (await site.browser().get(path)).status_code == 401


@pytest.mark.parametrize(
    ("email", "password"), [("ana@example.com", "wrong password here"), ("nobody@example.com", PASSWORD), ("x", "y")]
)
async def test_a_wrong_sign_in_says_the_same_whatever_is_wrong(site: Site, email: str, password: str) -> None:
    await site.hire("ana@example.com")
    answer = await site.browser().sign_in(email, password)
    assert (answer.status_code, answer.json()["detail"]) == (401, "E-mail or password is not right.")


async def test_five_wrong_passwords_lock_the_account_for_a_while(site: Site) -> None:
    await site.hire("ana@example.com")
    browser = site.browser()
    for _ in range(5):
        assert (await browser.sign_in("ana@example.com", "wrong password here")).status_code == 401
    locked = await browser.sign_in("ana@example.com")
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) > 800
    site.wait(minutes=16)
    assert (await browser.sign_in("ana@example.com")).status_code == 200


async def test_a_second_factor_is_asked_for_and_no_code_counts_twice(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    secret = (await ana.post("/factor", password=PASSWORD)).json()["secret"]
    totp = pyotp.TOTP(secret)
    assert (await ana.post("/factor/confirm", code="000000")).status_code == 401
    assert (await ana.post("/factor/confirm", code=totp.at(site.house.clock.now()))).status_code == 200
    other = site.browser()
    assert (await other.sign_in("ana@example.com")).json()["title"] == "The code of your authenticator is needed"
    assert (await other.sign_in("ana@example.com", code=totp.at(site.house.clock.now()))).status_code == 401
    site.wait(seconds=30)
    assert (await other.sign_in("ana@example.com", code=totp.at(site.house.clock.now()))).status_code == 200
    async with site.house.store.unit(TENANT) as unit:
        row = await unit.row("SELECT totp_sealed FROM users")
    assert row
    assert secret not in row["totp_sealed"]


async def test_a_change_without_the_page_s_own_token_is_refused(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk = await site.talk()
    del ana.client.headers[CSRF]
    assert (await ana.post(f"/conversations/{talk}/take")).status_code == 403


async def test_a_session_is_renewed_while_it_is_used_and_over_when_it_is_not(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    before = ana.client.cookies["parley_console"]
    site.wait(minutes=16)
    assert (await ana.get("/me")).status_code == 200
    assert ana.client.cookies["parley_console"] != before
    old = site.browser()
    old.client.cookies.set("parley_console", before, path="/console", domain="test.local")
    site.wait(minutes=2)
    assert (await old.get("/me")).status_code == 401
    site.wait(minutes=31)
    assert (await ana.get("/me")).status_code == 401


async def test_signing_out_ends_the_session(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    kept = ana.client.cookies["parley_console"]
    await ana.post("/sign-out")
    ana.client.cookies.set("parley_console", kept, path="/console", domain="test.local")
    assert (await ana.get("/me")).status_code == 401


async def test_a_supervisor_makes_two_contacts_one_and_parts_them_again(site: Site) -> None:
    eva, ana = await site.agent("eva@example.com", "supervisor"), await site.agent("ana@example.com")
    first, other = await site.talk(), await site.talk()
    async with site.house.store.unit(TENANT) as unit:
        rows = await unit.rows("SELECT id, contact_id FROM conversations")
    of = {row["id"]: str(row["contact_id"]) for row in rows}
    assert (await ana.post("/contacts/merge", kept=of[first], gone=of[other])).status_code == 403
    merged = (await eva.post("/contacts/merge", kept=of[first], gone=of[other])).json()["merge"]
    found = (await eva.get(f"/contacts/{of[first]}")).json()
    assert {row["id"] for row in found["conversations"]} == {str(first), str(other)}
    assert len(found["channels"]) == 2
    assert (await eva.get(f"/contacts/{of[other]}")).json()["merged_into"] == of[first]
    parted = (await eva.post(f"/contacts/merges/{merged}/undo")).json()
    assert parted == {"kept": of[first], "gone": of[other]}
    assert len((await eva.get(f"/contacts/{of[first]}")).json()["channels"]) == 1
    assert (await eva.post(f"/contacts/merges/{merged}/undo")).status_code == 409


async def test_what_a_customer_tells_somebody_of_the_team_is_kept_as_their_wish(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    await site.talk()
    async with site.house.store.unit(TENANT) as unit:
        [row] = await unit.rows("SELECT contact_id FROM conversations")
    kept = await ana.put(f"/contacts/{row['contact_id']}/consent", channel="email", allowed=False)
    assert [(word["channel"], word["allowed"]) for word in kept.json()] == [("email", False)]
    assert (await ana.put(f"/contacts/{row['contact_id']}/consent", channel="fax", allowed=False)).status_code == 422
    assert (await ana.put(f"/contacts/{site.house.ids.new()}/consent", channel="*", allowed=False)).status_code == 404


async def test_an_agent_takes_writes_and_gives_back(site: Site) -> None:
    ana, luis = await site.agent("ana@example.com"), await site.agent("luis@example.com")
    talk = await site.talk()
    refused = await ana.post(f"/conversations/{talk}/messages", message_id="a1", text="Hola")
    assert (refused.status_code, refused.json()["title"]) == (409, "This conversation is not with you")
    assert (await ana.post(f"/conversations/{talk}/take")).json()["owner"] == "human"
    assert (await luis.post(f"/conversations/{talk}/take")).status_code == 409
    assert (await luis.post(f"/conversations/{talk}/messages", message_id="l1", text="yo")).status_code == 409
    said = await ana.post(f"/conversations/{talk}/messages", message_id="a1", text="Hola, soy Ana")
    assert said.status_code == 201
    opened = (await ana.get(f"/conversations/{talk}")).json()
    assert opened["messages"][-1]["text"] == "Hola, soy Ana"
    assert opened["conversation"]["owner"] == "human"
    assert (await luis.post(f"/conversations/{talk}/release")).status_code == 403
    assert (await ana.post(f"/conversations/{talk}/release")).json()["owner"] == "bot"


async def test_a_supervisor_may_take_it_out_of_a_colleague_s_hands(site: Site) -> None:
    ana, eva = await site.agent("ana@example.com"), await site.agent("eva@example.com", "supervisor")
    talk = await site.talk()
    await ana.post(f"/conversations/{talk}/take")
    assert (await ana.post(f"/conversations/{talk}/take?force=true")).status_code == 403
    assert (await eva.post(f"/conversations/{talk}/take?force=true")).status_code == 200


async def test_an_agent_of_a_branch_sees_that_branch_and_what_has_none(site: Site) -> None:
    ana = await site.agent("ana@example.com", branch="norte")
    north, south, free = await site.talk(branch="norte"), await site.talk(branch="sur"), await site.talk()
    listed = {line["id"] for line in (await ana.get("/conversations")).json()["conversations"]}
    assert listed == {str(north), str(free)}
    assert (await ana.get(f"/conversations/{south}")).status_code == 404
    assert (await ana.post(f"/conversations/{south}/take")).status_code == 404


async def test_an_agent_of_a_branch_neither_sends_quotes_nor_keeps_wishes_of_another(site: Site) -> None:
    ana, eva = await site.agent("ana@example.com", branch="norte"), await site.agent("eva@example.com", "supervisor")
    south = await site.talk(branch="sur")
    lines = [{"product_id": "chatbot-esencial", "quantity": 1}]
    made = await eva.post("/quotes", session_id=str(south), lines=lines)
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    for path in (f"/quotes/{number}/send", f"/quotes/{number}/discard"):
        assert (await ana.post(path)).status_code == 404
    assert (await ana.get("/quotes")).json() == {"quotes": []}
    assert len((await eva.get("/quotes")).json()["quotes"]) == 1
    async with site.house.store.unit(site.tenant) as unit:
        row = await unit.row("SELECT contact_id FROM conversations WHERE id = %s", (south,))
    assert row
    wish = {"channel": "whatsapp", "allowed": False}
    assert (await ana.put(f"/contacts/{row['contact_id']}/consent", **wish)).status_code == 404
    assert (await eva.put(f"/contacts/{row['contact_id']}/consent", **wish)).status_code == 200
    assert (await eva.post(f"/quotes/{number}/discard")).status_code == 204


async def test_who_is_at_work_in_another_branch_is_not_told(site: Site) -> None:
    eva = await site.agent("eva@example.com")
    south, north = await site.talk(branch="sur"), await site.talk(branch="norte")
    told: list[Told] = []
    async with site.app.state.feeds.listen(site.tenant, None) as heard:
        await anext(heard)
        for talk in (south, north):
            await eva.post(f"/conversations/{talk}/viewing")
        while len(told) < 2:
            told += [each for each in await anext(heard) if each.name == "presence"]
    branch = {each.data["conversation"]: each.branch for each in told}
    assert branch == {str(south): "sur", str(north): "norte"}


async def test_notes_stay_among_colleagues(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk = await site.talk()
    assert (await ana.post(f"/conversations/{talk}/notes", text="ojo: ya compró")).status_code == 201
    opened = (await ana.get(f"/conversations/{talk}")).json()
    assert [note["text"] for note in opened["notes"]] == ["ojo: ya compró"]
    _, messages = await site.house.inbox.view(TENANT, talk)
    assert "ojo" not in str(messages)


async def test_the_list_is_paged_without_gaps_or_repeats(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    made = [str(await site.talk(f"mensaje {n}")) for n in range(45)]
    first = (await ana.get("/conversations")).json()
    second = (await ana.get("/conversations", after=first["next"])).json()
    listed = [line["id"] for line in first["conversations"] + second["conversations"]]
    assert (len(first["conversations"]), second["next"]) == (40, None)
    assert sorted(listed) == sorted(made)
    assert (await ana.get("/conversations", after="nonsense")).status_code == 422


async def test_folders_narrow_the_list(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    mine, queued, bot = await site.talk(), await site.talk(owner="queue"), await site.talk(client_name="Rosa Peña")
    await ana.post(f"/conversations/{mine}/take")

    async def listed(**params: str) -> set[str]:
        return {line["id"] for line in (await ana.get("/conversations", **params)).json()["conversations"]}

    assert await listed(folder="mine") == {str(mine)}
    assert await listed(folder="unassigned") == {str(queued)}
    assert await listed(folder="bot") == {str(bot)}
    assert await listed(q="rosa") == {str(bot)}
    assert await listed(channel="whatsapp") == set()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("peña", 1),
        ("PENA ros", 1),
        ("Peñafiel", 0),
        ("9 98", 0),
        ("4477", 1),
        ("300 123", 1),
        ("573001", 1),
        ("%%%", 0),
    ],
)
async def test_a_search_finds_the_beginnings_of_names_and_the_ends_of_phones(
    site: Site, words: str, found: int
) -> None:
    ana = await site.agent("ana@example.com")
    await site.talk(client_name="Rosa María Peña", phone_number="+573001234477")
    await site.talk(client_name="Luis Ruiz", phone_number="+5215588889999")
    listed = (await ana.get("/conversations", q=words)).json()["conversations"]
    assert len(listed) == found


async def test_who_comes_to_their_desk_gets_what_waits(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    queued = await site.talk(owner="queue")
    await ana.post("/available", available=True)
    (line,) = (await ana.get("/conversations", folder="mine")).json()["conversations"]
    assert line["id"] == str(queued)


async def test_users_are_for_admins_who_show_their_second_factor(site: Site) -> None:
    ana, eva = await site.agent("ana@example.com"), await site.agent("eva@example.com", "admin")
    new = {"email": "leo@example.com", "name": "Leo", "role": "agent", "password": PASSWORD}
    assert (await ana.post("/people", **new)).status_code == 403
    assert (await eva.post("/people", **new)).json()["title"] == "Show your second factor again"
    secret = (await eva.post("/factor", password=PASSWORD)).json()["secret"]
    await eva.post("/factor/confirm", code=pyotp.TOTP(secret).at(site.house.clock.now()))
    assert (await eva.post("/people", **new)).status_code == 201
    assert (await eva.post("/people", **new)).status_code == 409
    site.wait(minutes=11)
    assert (await eva.post("/people", **{**new, "email": "lia@example.com"})).status_code == 403


async def test_turns_are_shown_with_state_before_and_after(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk = await site.talk("¿cuánto cuesta?")
    (turn,) = (await ana.get(f"/conversations/{talk}/turns")).json()["turns"]
    assert turn["record"]["path"]
    state = (await ana.get(f"/conversations/{talk}/turns/1/state")).json()
    assert state["before"] == {}
    assert state["after"]["recent"][0]["text"] == "¿cuánto cuesta?"
    assert (await ana.get(f"/conversations/{talk}/turns/9/state")).status_code == 404


async def test_a_turn_is_run_again_with_another_strategy_and_nothing_of_it_stays(site: Site) -> None:
    eva = await site.agent("eva@example.com", "supervisor")
    talk = await site.talk("¿cuánto cuesta?")
    strategy = site.house.tenant(TENANT).pack.strategies[0].id
    before = (await eva.get(f"/conversations/{talk}")).json()["messages"]
    again = await eva.post(f"/conversations/{talk}/turns/1/replay", strategy=strategy)
    assert again.status_code == 200, again.text
    turn = (await eva.get(f"/conversations/{talk}/turns")).json()["turns"][0]
    assert [step[0] for step in again.json()["record"]["path"]] == [step[0] for step in turn["record"]["path"]]
    assert again.json()["reply"]
    assert (await eva.get(f"/conversations/{talk}")).json()["messages"] == before
    assert (await eva.post(f"/conversations/{talk}/turns/1/replay", strategy="none")).status_code == 422
    assert (await eva.post(f"/conversations/{talk}/turns/9/replay")).status_code == 404
    assert (await eva.post(f"/conversations/{talk}/turns/1/replay", engine="llm")).status_code == 422


async def test_a_person_is_offered_what_the_assistant_would_say(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk = await site.talk()
    await ana.post(f"/conversations/{talk}/take")
    assert (await ana.post(f"/conversations/{talk}/suggestion")).status_code == 404
    await site.house.inbox.receive(TENANT, talk, "m2", "¿hasta qué hora atienden?")
    assert (await ana.post(f"/conversations/{talk}/suggestion")).json()["text"]
    _, messages = await site.house.inbox.view(TENANT, talk)
    assert messages[-1]["content"] == "¿hasta qué hora atienden?"


async def test_a_conversation_is_exported_as_a_case_that_reads_as_a_suite(site: Site, tmp_path: Path) -> None:
    eva = await site.agent("eva@example.com", "supervisor")
    talk = await site.talk("¿hasta qué hora atienden?")
    await eva.post(f"/conversations/{talk}/take")
    await eva.post(f"/conversations/{talk}/messages", message_id="e1", text="Hasta las seis")
    await eva.post(f"/conversations/{talk}/release")
    case = await eva.get(f"/conversations/{talk}/case")
    with zipfile.ZipFile(io.BytesIO(case.content)) as made:
        script, suite = made.namelist()
        made.extractall(tmp_path)
    assert [step.kind for step in read_script(tmp_path / script)] == ["say", "take", "agent", "release"]
    read = Suite.model_validate(yaml.safe_load((tmp_path / suite).read_text()))
    assert (read.cases[0].script, read.cases[0].expect.owner) == (script, "bot")


async def test_a_faithful_client_has_a_salesperson_of_their_own(site: Site) -> None:
    ana, luis = await site.agent("ana@example.com"), await site.hire("luis@example.com")
    talk = await site.talk()
    own = (await ana.get("/me")).json()["id"]
    assert (await ana.put(f"/conversations/{talk}/faithful", to=str(luis))).status_code == 403
    assert (await ana.put(f"/conversations/{talk}/faithful", to=own)).json() == {"to": own}
    opened = (await ana.get(f"/conversations/{talk}")).json()["conversation"]
    assert (opened["faithful"], opened["faithful_to"]) == (True, own)


async def test_the_trail_and_the_connectors_are_for_admins(site: Site) -> None:
    ana, eva = await site.agent("ana@example.com"), await site.agent("eva@example.com", "admin")
    for path in ("/admin/trail", "/admin/connectors"):
        assert (await ana.get(path)).status_code == 403
    entries = (await eva.get("/admin/trail")).json()["entries"]
    assert [each["action"] for each in entries[:2]] == ["user.sign_in", "user.sign_in"]
    found = {each["name"]: each for each in (await eva.get("/admin/connectors")).json()["connectors"]}
    assert (found["whatsapp"]["keys_since"], found["email"]["provider"]) == (None, "memory")


async def test_an_uploaded_pack_is_checked_and_compared_and_not_installed(site: Site) -> None:
    eva = await site.agent("eva@example.com", "admin")
    place = site.house.settings.packs_dir / TENANT / "pack.yaml"
    now = place.read_text()
    good = (await eva.post("/pack/check", files={"pack.yaml": now + "# one more line\n"})).json()
    assert good["problems"] == []
    assert "+# one more line" in good["diff"]
    bad = (await eva.post("/pack/check", files={"pack.yaml": now.replace("currency: COP", "currency: pesos")})).json()
    assert any("currency" in problem for problem in bad["problems"])
    assert (await eva.post("/pack/check", files={"../x.yaml": "a"})).status_code == 422
    assert place.read_text() == now
