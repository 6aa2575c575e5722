"""The console in a real browser: two people, one conversation; cut lines; the keyboard; a phone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from psycopg.types.json import Jsonb

from tests.e2e.actions import watch
from tests.e2e.desk import TENANT, DeskSite, HeldEngine, desk_site, open_line, sign_in

pytestmark = pytest.mark.e2e

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def engine() -> HeldEngine:
    return HeldEngine()


@pytest.fixture
def site(database_url: str, tmp_path: Path, engine: HeldEngine) -> Iterator[DeskSite]:
    with desk_site(database_url, tmp_path, engine) as site:
        yield site


def write(page: Page, text: str) -> None:
    page.locator(".foot textarea").fill(text)
    page.locator(".foot textarea").press("Enter")


def accessible(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_two_agents_on_one_conversation_never_collide(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    site.hire("luis@example.com")
    talk = site.talk("hola", client_name="Rosa Peña")
    ana, luis = sign_in(browser, site, "ana@example.com"), sign_in(browser, site, "luis@example.com")
    for page in (ana, luis):
        open_line(page, talk)
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(luis.locator(".bar .state")).to_have_text("La atiende Ana")
    expect(luis.locator(".foot textarea")).to_be_disabled()
    expect(luis.locator(".actions .primary")).to_be_disabled()
    ana.locator(".foot textarea").press_sequentially("Hola")
    expect(luis.locator(".whisper")).to_have_text("Ana está escribiendo…")
    write(ana, "Hola, Rosa, soy Ana")
    expect(luis.locator(".row.agent .bubble")).to_have_text("Hola, Rosa, soy Ana")
    ana.get_by_label("Pasar a…").select_option(label="Luis")
    expect(luis.locator(".bar .state")).to_have_text("La atiende usted")
    expect(ana.locator(".foot textarea")).to_be_disabled()


def test_a_take_over_while_the_assistant_writes_silences_it(
    browser: Browser, site: DeskSite, engine: HeldEngine
) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    open_line(ana, talk)
    said = len(site.texts(talk))
    engine.writing.clear()
    engine.go.clear()
    asked = site.begin(site.hear(talk, "¿cuánto vale?", "m9"))
    assert engine.writing.wait(30)
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    engine.go.set()
    asked.result(30)
    expect(ana.locator(".row.client .bubble").last).to_have_text("¿cuánto vale?")
    write(ana, "Le confirmo enseguida")
    expect(ana.locator(".row.agent .bubble")).to_have_text("Le confirmo enseguida")
    assert site.texts(talk)[said:] == [("client", "¿cuánto vale?"), ("agent", "Le confirmo enseguida")]


def test_a_conversation_left_alone_warns_its_person_and_goes_back(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    open_line(ana, talk)
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    site.call(site.hear(talk, "¿sigue ahí?", "m9"))
    site.pass_time(timedelta(minutes=4, seconds=5))
    expect(ana.locator(".banner")).to_be_visible()
    site.pass_time(timedelta(minutes=1))
    expect(ana.locator(".bar .state")).to_have_text("La atiende el asistente")
    expect(ana.locator(".row.ai")).not_to_have_count(1)


def test_what_changed_while_the_line_was_cut_is_there_when_it_is_back(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    open_line(ana, talk)
    ana.context.set_offline(True)
    expect(ana.locator(".live")).to_have_attribute("data-connected", "no")
    site.call(site.hear(talk, "escribí mientras no había línea", "m9"))
    other = site.talk("otra conversación")
    ana.context.set_offline(False)
    expect(ana.locator(".live")).to_have_attribute("data-connected", "yes")
    expect(ana.locator(".row.client .bubble").last).to_have_text("escribí mientras no había línea")
    expect(ana.locator(f'.line[data-id="{other}"]')).to_be_visible()


HIDDEN = """
window.told = [];
window.Notification = class { static permission = "granted"; constructor(text) { window.told.push(text); } };
Object.defineProperty(document, "hidden", { get: () => window.away === true });
"""


def test_who_looks_elsewhere_is_told_of_their_own_clients_words_and_of_colleagues(
    browser: Browser, site: DeskSite
) -> None:
    site.hire("ana@example.com")
    site.hire("luis@example.com")
    mine, other = site.talk("hola", client_name="Rosa Peña"), site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    ana.evaluate(HIDDEN)
    open_line(ana, mine)
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    luis = sign_in(browser, site, "luis@example.com")
    open_line(luis, mine)
    expect(ana.locator(".whisper")).to_have_text("También la ve: Luis")
    ana.evaluate("window.away = true")
    site.call(site.hear(other, "con el asistente", "m8"))
    site.call(site.hear(mine, "¿sigue ahí?", "m9"))
    expect(ana.locator(".row.client .bubble").last).to_have_text("¿sigue ahí?")
    assert ana.evaluate("window.told") == ["Rosa Peña: ¿sigue ahí?"]


def test_a_note_written_while_the_conversation_is_fetched_again_stays(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    open_line(ana, talk)
    held: list[Route] = []
    path = f"**/console/api/conversations/{talk}"
    ana.route(path, lambda route: held.append(route))  # noqa: PLW0108  (playwright marks the function)
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    ana.keyboard.press("n")
    with ana.expect_response("**/notes"):
        write(ana, "Prefiere la mañana")
    expect(ana.locator(".row.note")).to_have_count(1)
    earlier = ana.request.get(f"{site.address}/console/api/conversations/{talk}").json()
    with ana.expect_response(path):
        held[0].fulfill(json=earlier | {"notes": []})
    write(ana, "Buenos días")
    expect(ana.locator(".row.agent .bubble")).to_have_text("Buenos días")
    expect(ana.locator(".row.note .bubble")).to_have_text("Prefiere la mañana")


def test_everything_can_be_done_with_the_keyboard(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    ana = sign_in(browser, site, "ana@example.com")
    keys = ana.keyboard
    expect(ana.locator(".line")).to_have_count(1)
    keys.press("j")
    expect(ana.locator(".bar .state")).to_have_text("La atiende el asistente")
    keys.press("a")
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    keys.press("r")
    keys.type("Con gusto")
    keys.press("Enter")
    expect(ana.locator(".row.agent .bubble")).to_have_text("Con gusto")
    keys.press("Escape")
    keys.press("n")
    keys.type("ya compró antes")
    keys.press("Enter")
    expect(ana.locator(".row.note .bubble")).to_have_text("ya compró antes")
    keys.press("Escape")
    keys.press("?")
    expect(ana.locator(".desk > .alert")).to_contain_text("j k")
    keys.press("e")
    expect(ana.locator(".bar .state")).to_have_text("La atiende el asistente")
    keys.press("/")
    expect(ana.locator(".search")).to_be_focused()
    assert ("agent", "Con gusto") in site.texts(talk)


def test_the_desk_fits_a_phone(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    talk = site.talk("hola")
    phone = sign_in(browser, site, "ana@example.com", viewport={"width": 390, "height": 844}, has_touch=True)
    open_line(phone, talk)
    expect(phone.locator(".left")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name="Ver al cliente").click()
    expect(phone.locator(".right h2")).to_be_visible()
    phone.get_by_role("button", name="Volver a la conversación").click()
    phone.get_by_role("button", name="Volver a la lista").click()
    expect(phone.locator(f'.line[data-id="{talk}"]')).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_console_is_accessible(browser: Browser, site: DeskSite, scheme: str) -> None:
    site.hire("eva@example.com", "admin")
    talk = site.talk("hola", "¿cuánto cuesta?", client_name="Rosa Peña", owner="queue")
    door = browser.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
    door.goto(f"{site.address}/console")
    expect(door.locator("#email")).to_be_visible()
    accessible(door)
    page = sign_in(browser, site, "eva@example.com", color_scheme=scheme)
    complaints = watch(page)
    open_line(page, talk)
    page.get_by_role("button", name="Tomar", exact=True).click()
    write(page, "Buenas, soy Eva")
    expect(page.locator(".row.agent")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    write(page, "paga con tarjeta")
    expect(page.locator(".row.note")).to_have_count(1)
    accessible(page)
    page.get_by_role("button", name="Ver qué hizo el grafo").click()
    expect(page.locator("dialog.turns .graph")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Cerrar").click()
    page.get_by_role("button", name="Administrar").click()
    expect(page.locator("dialog.admin h2").first).to_be_visible()
    accessible(page)
    assert complaints == []


def test_a_supervisor_runs_a_turn_again_and_an_agent_uses_a_suggestion(browser: Browser, site: DeskSite) -> None:
    site.hire("eva@example.com", "supervisor")
    talk = site.talk("¿hasta qué hora atienden?")
    eva = sign_in(browser, site, "eva@example.com")
    open_line(eva, talk)
    eva.get_by_role("button", name="Ver qué hizo el grafo").click()
    eva.get_by_role("button", name="Repetir", exact=True).click()
    expect(eva.locator(".sides .graph")).to_have_count(2)
    said = eva.locator(".sides .said").all_inner_texts()
    assert said[0] == said[1]
    eva.get_by_role("button", name="Cerrar").click()
    eva.get_by_role("button", name="Tomar", exact=True).click()
    expect(eva.locator(".bar .state")).to_have_text("La atiende usted")
    site.call(site.hear(talk, "¿y los sábados?", "m9"))
    expect(eva.locator(".row.client .bubble").last).to_have_text("¿y los sábados?")
    eva.get_by_role("button", name="Sugerir respuesta").click()
    expect(eva.locator(".foot textarea")).not_to_have_value("")
    assert site.texts(talk)[-1] == ("client", "¿y los sábados?")


XSS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>",
    '"><iframe srcdoc="<script>parent.hit=1</script>">',
    "javascript:window.hit=1",
    'https://x.example/" onmouseover="window.hit=1',
    "[a](javascript:window.hit=1)",
    "{{constructor.constructor('window.hit=1')()}}",
    "</textarea><script>window.hit=1</script>",
    "<a href=data:text/html,<script>window.hit=1</script>>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hit=1>",
    "'-window.hit-'",
)


def test_nothing_that_comes_from_outside_is_ever_executed(browser: Browser, site: DeskSite) -> None:
    site.hire("eva@example.com", "admin")
    eva = sign_in(browser, site, "eva@example.com")
    for text in XSS:
        columns = dict.fromkeys(("client_name", "page_url", "referrer_page"), text)
        talk = site.talk(text, owner="queue", **columns, utm=Jsonb({"utm_source": text, text: text}))
        open_line(eva, talk)
        expect(eva.locator(".row.client .bubble")).to_contain_text(text[:8].replace("[a](", "")[:4])
        eva.keyboard.press("n")
        write(eva, text)
        expect(eva.locator(".row.note .bubble")).to_have_text(text)
        eva.get_by_role("button", name="Ver qué hizo el grafo").click()
        expect(eva.locator("dialog.turns h2").first).to_be_visible()
        eva.get_by_role("button", name="Cerrar").click()
        assert eva.locator('a[href^="javascript:"], a[href^="data:"], .bubble img, .bubble iframe').count() == 0
    assert eva.evaluate("window.hit") is None


def test_what_is_in_another_business_stays_there(browser: Browser, site: DeskSite) -> None:
    site.hire("ana@example.com")
    page = sign_in(browser, site, "ana@example.com")
    answer = page.request.get(f"{site.address}/console/api/conversations/{site.house.ids.new()}")
    assert answer.status == 404
    assert TENANT not in answer.json()["detail"]
