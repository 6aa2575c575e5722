"""The console with real conversations of a shipped business: the manual's pictures, drawn anew only when asked for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commerce.packs.load import load
from kit.settings import ROOT
from server.language import engine_for
from tests.e2e.actions import IMAGES
from tests.e2e.desk import DeskSite, desk_site, open_line, sign_in
from tests.houses import CACHE, settings_for

pytestmark = pytest.mark.e2e

SAID = (
    "Buenas tardes. ¿Ustedes hacen chatbots para WhatsApp? ¿Y más o menos qué valor tienen?",
    "Tenemos una ferretería, nos escriben como 200 personas al día preguntando precios y no damos abasto",
    "me llamo Marcela Ríos, marcela@ferreterialaunion.com.co",
)
OTHERS = (
    ("¿Hasta qué hora atienden hoy?", {"client_name": "Julián Mesa"}),
    ("necesito una página web para mi restaurante", {"client_name": "Paola Ortiz", "channel": "whatsapp"}),
    ("quiero hablar con una persona", {"client_name": "Óscar Peña"}),
)


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[DeskSite]:
    settings = settings_for(database_url, tmp_path)
    engine = engine_for(load(ROOT / "packs", "colombiatic", CACHE), settings)
    with desk_site(database_url, tmp_path, engine) as site:
        yield site


def shoot(page: Page, name: str) -> None:
    if os.environ.get("PARLEY_SCREENSHOTS"):
        page.screenshot(path=IMAGES / f"{name}.png")


def test_a_conversation_of_a_real_business_is_told_whole(browser: Browser, site: DeskSite) -> None:
    site.hire("andres@example.com")
    site.hire("eva@example.com", "admin")
    for text, columns in OTHERS:
        site.talk(text, **columns)
    talk = site.talk(*SAID)
    andres = sign_in(browser, site, "andres@example.com")
    open_line(andres, talk)
    andres.keyboard.press("a")
    expect(andres.locator(".bar .state")).to_have_text("La atiende usted")
    andres.keyboard.press("n")
    andres.locator(".foot textarea").fill("Tiene la lista en Excel: ofrecerle la demostración con su archivo.")
    andres.locator(".foot textarea").press("Enter")
    expect(andres.locator(".row.note")).to_have_count(1)
    andres.locator(".foot textarea").fill("Marcela, soy Andrés. Con su Excel le muestro cómo cotizaría solo.")
    andres.locator(".foot textarea").press("Enter")
    expect(andres.locator(".row.agent")).to_have_count(1)
    expect(andres.locator(".line").first).to_contain_text("Marcela, soy Andrés")
    expect(andres.locator(".right")).to_contain_text("marcela@ferreterialaunion.com.co")
    shoot(andres, "console-desk")
    eva = sign_in(browser, site, "eva@example.com", "en-US", color_scheme="dark")
    open_line(eva, talk)
    expect(eva.locator(".bar .state")).to_have_text("Andres has it")
    shoot(eva, "console-dark")
    phone = sign_in(browser, site, "andres@example.com", viewport={"width": 390, "height": 844})
    shoot(phone, "console-phone-list")
    open_line(phone, talk)
    shoot(phone, "console-phone")
    eva.get_by_role("button", name="See what the graph did").click()
    expect(eva.locator("dialog.turns .graph").first).to_be_visible()
    shoot(eva, "console-turns")
    eva.get_by_role("button", name="Run again").click()
    expect(eva.locator(".sides .graph")).to_have_count(2)
    eva.locator(".sides").scroll_into_view_if_needed()
    shoot(eva, "console-replay")
    eva.get_by_role("button", name="Close").click()
    eva.get_by_role("button", name="Administration").click()
    expect(eva.locator("dialog.admin h2").first).to_be_visible()
