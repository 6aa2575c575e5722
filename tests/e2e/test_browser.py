"""The pages in a real browser, on a real server with its own database."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.actions import (
    enter,
    pick_first,
    picture,
    rows,
    say,
    session_of,
    settled,
    shown,
    stored,
    watch,
    write,
)

pytestmark = pytest.mark.e2e


def test_a_customer_books_and_accepts_a_quote_and_a_reload_in_the_middle_loses_nothing(
    page: Page, address: str, database: str
) -> None:
    complaints = watch(page)
    enter(page, address, "?utm_source=boletin")
    say(page, "Buenas tardes. ¿Ustedes hacen chatbots para WhatsApp? ¿Y más o menos qué valor tienen?")
    say(page, "¿se integra con Siigo?")
    say(page, "quiero agendar una demostración")
    picture(page)
    pick_first(page)
    before = shown(page)
    write(page, "me llamo Marcela Ríos, marcela@ferreterialaunion.com")
    page.reload()
    settled(page, len(before) // 2 + 2)
    assert shown(page)[: len(before)] == before
    say(page, "sí, confirmo")
    say(page, "necesito una cotización del Chatbot Profesional")
    say(page, "sí, la acepto")
    session = session_of(page)
    assert shown(page) == stored(database, session)
    booked = rows(database, "SELECT status FROM appointments WHERE conversation_id = %s", session)
    quoted = rows(database, "SELECT status FROM quotes WHERE conversation_id = %s", session)
    utm = rows(database, "SELECT utm ->> 'utm_source' FROM conversations WHERE id = %s", session)
    assert (booked, quoted, utm) == ([("booked",)], [("accepted",)], [("boletin",)])
    assert complaints == []


def test_a_citation_opens_its_page_in_a_new_tab(page: Page, address: str) -> None:
    enter(page, address)
    say(page, "¿se integra con Siigo?")
    for link in (page.locator(".bubble .mark").first, page.locator(".sources a").first):
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        assert str(link.get_attribute("href")).startswith("https://www.colombiatic.example/")


def test_a_message_written_without_a_connection_goes_out_once_when_it_is_back(
    page: Page, visitor: BrowserContext, address: str, database: str
) -> None:
    enter(page, address)
    visitor.set_offline(True)
    write(page, "¿dónde quedan?")
    expect(page.locator("#notice")).not_to_be_empty()
    expect(page.locator("#outgoing .row.sending")).to_have_count(1)
    visitor.set_offline(False)
    settled(page, 2)
    expect(page.locator("#notice")).to_be_empty()
    assert stored(database, session_of(page)).count("¿dónde quedan?") == 1


def test_two_tabs_show_one_conversation_without_repeating_a_message(
    page: Page, visitor: BrowserContext, address: str
) -> None:
    enter(page, address)
    other = visitor.new_page()
    enter(other, address)
    say(page, "¿hasta qué hora atienden?")
    settled(other, 2)
    say(other, "¿y los sábados?")
    settled(page, 3)
    assert shown(page) == shown(other)
    assert len(shown(page)) == 5


def test_a_new_conversation_begins_when_the_customer_asks_for_one(page: Page, address: str) -> None:
    enter(page, address)
    say(page, "hola")
    first = session_of(page)
    page.locator("#more").click()
    page.locator("#restart").click()
    page.locator("#restart-dialog .main").click()
    settled(page, 1)
    assert session_of(page) != first


def test_what_a_customer_writes_is_shown_as_text(page: Page, address: str) -> None:
    complaints = watch(page)
    enter(page, address)
    say(page, '<img src=x onerror="document.title=1">\nhttps://www.ferreterialaunion.com/precios.')
    own = page.locator("#log .row.client .bubble")
    expect(own.locator("img")).to_have_count(0)
    expect(own.locator("a")).to_have_attribute("href", "https://www.ferreterialaunion.com/precios")
    assert own.inner_text().startswith("<img src=x")
    assert complaints == []


def test_the_widget_opens_the_chat_on_another_site_and_says_where_it_is(page: Page, site: str, database: str) -> None:
    there = f"{site}/tienda?utm_campaign=grano"
    page.goto(there)
    launcher = page.get_by_role("button", name="Abrir el chat")
    launcher.click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#log .row.ai")).to_have_count(1)
    frame.locator("#text").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(launcher).to_be_focused()
    opened = rows(database, "SELECT utm FROM conversations WHERE page_url = %s", there)
    assert opened == [({"utm_campaign": "grano"},)]


def test_the_graph_page_draws_itself_and_lights_a_path(page: Page, address: str) -> None:
    complaints = watch(page)
    page.goto(f"{address}/graph?path=intent,router,responder,composer")
    lit, faint = (page.locator(f'[data-node="{name}"] .box') for name in ("responder", "quoter"))
    expect(lit).to_be_visible()
    colours = [box.evaluate("element => getComputedStyle(element).stroke") for box in (lit, faint)]
    assert colours[0] != colours[1]
    assert complaints == []


def test_nothing_moves_for_a_visitor_who_asked_for_that(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    enter(page, address)
    dots = page.locator(".dots i").first
    assert dots.evaluate("element => getComputedStyle(element).animationName") == "none"
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_the_chat_fits_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 600}, locale="es-CO")
    page = context.new_page()
    enter(page, address)
    say(page, "https://www.ferreterialaunion.com/" + "una-direccion-muy-larga-" * 8)
    for part in ("html", "#scroll"):
        assert page.locator(part).evaluate("element => element.scrollWidth <= innerWidth")
    expect(page.locator("#send")).to_be_in_viewport()
    context.close()
