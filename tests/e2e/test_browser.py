"""The pages in a real browser, on a real server with its own database."""

import os
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg import sql

from kit.settings import ROOT

pytestmark = pytest.mark.e2e

PATIENCE_MS = 30_000
IMAGES = ROOT / "docs" / "images"


@pytest.fixture(scope="module")
def database(server_url: str, template: str) -> Iterator[str]:
    """A fresh, migrated database for the tests of this file."""
    name = f"e2e_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    yield psycopg.conninfo.make_conninfo(server_url, dbname=name)
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def address(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as ``parley serve`` starts it; its address, once it says that it is ready."""
    command = [
        sys.executable,
        "-c",
        "from server.cli.app import main; main()",
        "serve",
        "--port",
        str(_free_port()),
    ]
    environment = os.environ | {
        "DATABASE_URL": database,
        "PARLEY_DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        found = next((line.strip().rstrip("/") for line in lines if line.startswith("http://")), None)
        assert found, "the server stopped before it was ready: its own words are above"
        yield found
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor from Colombia whose browser must report no error."""
    context = browser.new_context(
        locale="es-CO", timezone_id="America/Bogota", viewport={"width": 1100, "height": 900}
    )
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _watch(page: Page) -> list[str]:
    """What the browser complains of from here on."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    return complaints


def _enter(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/demo/colombiatic{query}")
    expect(page.locator("#log .row.ai")).to_have_count(1)


def _write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def _settled(page: Page, replies: int) -> None:
    """That many replies are committed, and nothing is on its way."""
    expect(page.locator("#log .row.ai")).to_have_count(replies)
    expect(page.locator("#draft .row, #outgoing .row")).to_have_count(0)
    expect(page.locator("#typing")).to_be_hidden()


def _say(page: Page, text: str) -> None:
    replies = page.locator("#log .row.ai").count()
    _write(page, text)
    _settled(page, replies + 1)


def _pick_first(page: Page) -> None:
    replies = page.locator("#log .row.ai").count()
    page.locator(".quick-reply").first.click()
    _settled(page, replies + 1)


def _shown(page: Page) -> list[str]:
    return page.locator("#log .bubble").all_inner_texts()


def _session(page: Page) -> str:
    return str(page.evaluate("JSON.parse(localStorage['parley:colombiatic']).session"))


def _rows(database: str, query: LiteralString, *params: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(database) as connection:
        return connection.execute(query, params).fetchall()


def _stored(database: str, session: str) -> list[str]:
    rows = _rows(database, "SELECT content FROM messages WHERE conversation_id = %s ORDER BY seq", session)
    return [text for (text,) in rows]


def _picture(page: Page) -> None:
    """The README's pictures, drawn again only when they are asked for."""
    if not os.environ.get("PARLEY_SCREENSHOTS"):
        return
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, scheme, width, height in (
        ("chat-light", "light", 1100, 900), ("chat-dark", "dark", 1100, 900), ("chat-phone", "light", 390, 844)
    ):  # fmt: skip
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": height})
        page.locator("#scroll").evaluate("element => element.scrollTo(0, element.scrollHeight)")
        page.screenshot(path=IMAGES / f"{name}.png")


def test_a_customer_books_and_accepts_a_quote_and_a_reload_in_the_middle_loses_nothing(
    page: Page, address: str, database: str
) -> None:
    complaints = _watch(page)
    _enter(page, address, "?utm_source=boletin")
    _say(page, "Buenas tardes. ¿Ustedes hacen chatbots para WhatsApp? ¿Y más o menos qué valor tienen?")
    _say(page, "quiero agendar una demostración")
    _picture(page)
    _pick_first(page)
    before = _shown(page)
    _write(page, "me llamo Marcela Ríos, marcela@ferreterialaunion.com")
    page.reload()
    _settled(page, len(before) // 2 + 2)
    assert _shown(page)[: len(before)] == before
    _say(page, "sí, confirmo")
    _say(page, "necesito una cotización del Chatbot Profesional")
    _say(page, "sí, la acepto")
    session = _session(page)
    assert _shown(page) == _stored(database, session)
    booked = _rows(database, "SELECT status FROM appointments WHERE conversation_id = %s", session)
    quoted = _rows(database, "SELECT status FROM quotes WHERE conversation_id = %s", session)
    utm = _rows(database, "SELECT utm ->> 'utm_source' FROM conversations WHERE id = %s", session)
    assert (booked, quoted, utm) == ([("booked",)], [("accepted",)], [("boletin",)])
    assert complaints == []


def test_a_citation_opens_its_page_in_a_new_tab(page: Page, address: str) -> None:
    _enter(page, address)
    _say(page, "¿se integra con Siigo?")
    for link in (page.locator(".bubble .mark").first, page.locator(".sources a").first):
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener")
        assert str(link.get_attribute("href")).startswith("https://www.colombiatic.example/")


def test_a_message_written_without_a_connection_goes_out_once_when_it_is_back(
    page: Page, visitor: BrowserContext, address: str, database: str
) -> None:
    _enter(page, address)
    visitor.set_offline(True)
    _write(page, "¿dónde quedan?")
    expect(page.locator("#notice")).not_to_be_empty()
    expect(page.locator("#outgoing .row.sending")).to_have_count(1)
    visitor.set_offline(False)
    _settled(page, 2)
    expect(page.locator("#notice")).to_be_empty()
    assert _stored(database, _session(page)).count("¿dónde quedan?") == 1


def test_two_tabs_show_one_conversation_without_repeating_a_message(
    page: Page, visitor: BrowserContext, address: str
) -> None:
    _enter(page, address)
    other = visitor.new_page()
    _enter(other, address)
    _say(page, "¿hasta qué hora atienden?")
    _settled(other, 2)
    _say(other, "¿y los sábados?")
    _settled(page, 3)
    assert _shown(page) == _shown(other)
    assert len(_shown(page)) == 5


def test_a_new_conversation_begins_when_the_customer_asks_for_one(page: Page, address: str) -> None:
    _enter(page, address)
    _say(page, "hola")
    first = _session(page)
    page.locator("#restart").click()
    page.locator("#restart-dialog .main").click()
    _settled(page, 1)
    assert _session(page) != first


def test_what_a_customer_writes_is_shown_as_text(page: Page, address: str) -> None:
    complaints = _watch(page)
    _enter(page, address)
    _say(page, '<img src=x onerror="document.title=1">\nhttps://www.ferreterialaunion.com/precios.')
    own = page.locator("#log .row.client .bubble")
    expect(own.locator("img")).to_have_count(0)
    expect(own.locator("a")).to_have_attribute("href", "https://www.ferreterialaunion.com/precios")
    assert own.inner_text().startswith("<img src=x")
    assert complaints == []


def test_the_widget_opens_the_chat_on_another_site_and_says_where_it_is(
    page: Page, address: str, database: str
) -> None:
    site = "http://localhost:1/tienda?utm_campaign=grano"
    tag = f'<script src="{address}/widget.js" data-tenant="colombiatic" async></script>'
    body = f'<!doctype html><html lang="es"><title>Tienda</title>{tag}'
    page.route("http://localhost:1/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(site)
    launcher = page.get_by_role("button", name="Abrir el chat")
    launcher.click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#log .row.ai")).to_have_count(1)
    frame.locator("#text").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(launcher).to_be_focused()
    opened = _rows(
        database, "SELECT page_url, utm FROM conversations WHERE page_url LIKE 'http://localhost:1/%%'"
    )
    assert opened == [(site, {"utm_campaign": "grano"})]


def test_the_graph_page_draws_itself_and_lights_a_path(page: Page, address: str) -> None:
    complaints = _watch(page)
    page.goto(f"{address}/graph?path=intent,router,responder,composer")
    lit, faint = (page.locator(f'[data-node="{name}"] .box') for name in ("responder", "quoter"))
    expect(lit).to_be_visible()
    colours = [box.evaluate("element => getComputedStyle(element).stroke") for box in (lit, faint)]
    assert colours[0] != colours[1]
    assert complaints == []


def test_nothing_moves_for_a_visitor_who_asked_for_that(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    _enter(page, address)
    dots = page.locator(".dots i").first
    assert dots.evaluate("element => getComputedStyle(element).animationName") == "none"
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_the_chat_fits_a_phone(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 600}, locale="es-CO")
    page = context.new_page()
    _enter(page, address)
    _say(page, "https://www.ferreterialaunion.com/" + "una-direccion-muy-larga-" * 8)
    for part in ("html", "#scroll"):
        assert page.locator(part).evaluate("element => element.scrollWidth <= innerWidth")
    expect(page.locator("#send")).to_be_in_viewport()
    context.close()
