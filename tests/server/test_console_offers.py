"""What a person sends with one press: made by the assistant's own rules, and only as it stands now."""

from datetime import datetime
from uuid import UUID

from commerce.attachments import repository as attachments
from kit.ids import derived
from tests.server.browsers import TENANT, Agent, Site


async def _held(site: Site, ana: Agent) -> tuple[UUID, str]:
    talk = await site.talk()
    assert (await ana.post(f"/conversations/{talk}/take")).status_code == 200
    return talk, f"/conversations/{talk}"


async def test_a_product_goes_out_as_a_card_at_the_price_of_the_list(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    _, at = await _held(site, ana)
    found = (await ana.get(f"{at}/offers", q="chatbot esencial")).json()["products"][0]
    seen = (await ana.post(f"{at}/offers/preview", about="product", what=found["id"])).json()
    offer = {"about": "product", "what": found["id"], "text": seen["text"], "message_id": "p1"}
    sent = await ana.post(f"{at}/offers", **offer)
    [card] = sent.json()["blocks"][0]["items"]
    assert (sent.status_code, sent.json()["role"], card["price"]) == (201, "agent", "$2.400.000")
    assert (await ana.post(f"{at}/offers", **offer)).json()["seq"] == sent.json()["seq"]
    async with site.house.store.unit(TENANT) as unit:
        rows = await unit.rows("SELECT product_id, interaction_type FROM product_interactions")
    assert rows == [{"product_id": found["id"], "interaction_type": "viewed"}]


async def test_a_price_that_no_longer_holds_is_not_sent(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    _, at = await _held(site, ana)
    old = {"about": "product", "what": "chatbot-esencial", "text": "El Chatbot Esencial cuesta $1.900.000."}
    sent = await ana.post(f"{at}/offers", **old, message_id="p1")
    assert (sent.status_code, "1.900.000" in sent.json()["detail"]) == (409, True)
    assert [each["role"] for each in (await ana.get(at)).json()["messages"]].count("agent") == 0


async def test_offered_times_are_held_for_the_customer_alone(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk, at = await _held(site, ana)
    [kind, *_] = (await ana.get(f"{at}/offers")).json()["appointments"]
    seen = (await ana.post(f"{at}/offers/preview", about="slots", what=kind["id"])).json()
    async with site.house.store.unit(TENANT) as unit:
        assert await unit.rows("SELECT id FROM appointments") == []
    sent = await ana.post(f"{at}/offers", about="slots", what=kind["id"], text=seen["text"], message_id="s1")
    shown = [datetime.fromisoformat(slot["starts_at"]) for slot in sent.json()["blocks"][0]["items"]]
    async with site.house.store.unit(TENANT) as unit:
        held = await unit.rows("SELECT starts_at, status, conversation_id FROM appointments ORDER BY starts_at")
    assert [(row["starts_at"], row["status"], row["conversation_id"]) for row in held] == [
        (starts, "held", talk) for starts in shown
    ]


async def test_what_there_is_not_is_refused_in_plain_words(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    _, at = await _held(site, ana)
    for about, what in (("product", "no-such"), ("slots", "no-such"), ("payment", "P-1")):
        answer = await ana.post(f"{at}/offers/preview", about=about, what=what)
        assert (answer.status_code, what in answer.json()["detail"]) == (404, True)


async def test_nobody_offers_in_a_conversation_that_is_not_theirs(site: Site) -> None:
    ana, luis = await site.agent("ana@example.com"), await site.agent("luis@example.com")
    _, at = await _held(site, ana)
    seen = (await luis.post(f"{at}/offers/preview", about="slots", what="demo")).json()
    sent = await luis.post(f"{at}/offers", about="slots", what="demo", text=seen["text"], message_id="s1")
    assert sent.status_code == 409
    async with site.house.store.unit(TENANT) as unit:
        assert await unit.rows("SELECT id FROM appointments") == []


async def test_a_file_of_the_client_can_be_saved_and_is_never_a_page(site: Site) -> None:
    ana = await site.agent("ana@example.com")
    talk, at = await _held(site, ana)
    id = derived("a file")
    async with site.house.store.unit(TENANT) as unit:
        page = b"<script>alert(1)</script>"
        await attachments.add(unit, id, talk, "plano.html", "text/html", page, "digest", site.house.clock.now())
    [file] = (await ana.get(at)).json()["client"]["files"]
    assert (file["name"], file["conversation_id"]) == ("plano.html", str(talk))
    saved = await ana.get(f"{at}/files/{file['id']}")
    assert (saved.content, saved.headers["content-disposition"]) == (page, 'attachment; filename="plano.html"')
    assert "sandbox" in saved.headers["content-security-policy"]
    other = await site.talk()
    assert (await ana.get(f"/conversations/{other}/files/{file['id']}")).status_code == 404
