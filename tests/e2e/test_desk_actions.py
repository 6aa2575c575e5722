"""What a person sends with one press, in a real browser, with the words and prices of a shipped business."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commerce.packs.load import load
from kit.settings import ROOT
from server.language import engine_for
from tests.e2e.desk import DeskSite, desk_site, open_line, sign_in
from tests.e2e.test_desk_page import accessible
from tests.houses import CACHE, settings_for

pytestmark = pytest.mark.e2e


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[DeskSite]:
    engine = engine_for(load(ROOT / "packs", "colombiatic", CACHE), settings_for(database_url, tmp_path))
    with desk_site(database_url, tmp_path, engine) as site:
        yield site


def held(browser: Browser, site: DeskSite) -> Page:
    site.hire("ana@example.com")
    talk = site.talk("hola, necesito un chatbot")
    ana = sign_in(browser, site, "ana@example.com")
    open_line(ana, talk)
    expect(ana.locator(".quick")).to_be_hidden()
    ana.get_by_role("button", name="Tomar", exact=True).click()
    expect(ana.locator(".quick")).to_be_visible()
    return ana


def test_a_product_times_and_a_quote_are_sent_without_typing_them(browser: Browser, site: DeskSite) -> None:
    ana = held(browser, site)
    ana.get_by_role("button", name="Producto", exact=True).click()
    ana.keyboard.type("chatbot profesional")
    ana.locator(".choice", has_text="Chatbot Profesional").first.click()
    expect(ana.locator(".ready")).to_contain_text("5.900.000")
    accessible(ana)
    ana.locator(".panel .send").click()
    expect(ana.locator(".row.agent .bubble").last).to_contain_text("5.900.000")
    expect(ana.locator(".foot textarea")).to_be_focused()
    ana.get_by_role("button", name="Cita", exact=True).click()
    ana.locator(".choice").first.click()
    expect(ana.locator(".ready")).to_contain_text("noviembre")
    ana.locator(".panel .send").click()
    expect(ana.locator(".row.agent")).to_have_count(2)
    ana.get_by_role("button", name="Cotización", exact=True).click()
    ana.keyboard.type("chatbot esencial")
    ana.locator(".choice", has_text="Chatbot Esencial").first.click()
    ana.get_by_label("Cantidad: Chatbot Esencial").fill("2")
    ana.get_by_role("button", name="Calcular cotización").click()
    expect(ana.locator(".ready")).to_contain_text("5.712.000")
    ana.locator(".panel .send").click()
    expect(ana.locator(".row.agent .bubble").last).to_contain_text("5.712.000")
    ana.get_by_role("button", name="Link de pago").click()
    expect(ana.locator(".panel")).to_contain_text("no tiene pedidos por pagar")
    ana.keyboard.press("Escape")
