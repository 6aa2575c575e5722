"""Cards, times and files on the page, in a real browser, with a keyboard, and held against the rules of access."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.actions import enter, rows, say, session_of, settled, watch

pytestmark = pytest.mark.e2e

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def press(page: Page, text: str) -> None:
    replies = page.locator("#log .row.ai").count()
    page.locator(".quick-reply", has_text=text).first.focus()
    page.keyboard.press("Enter")
    settled(page, replies + 1)


def test_a_time_is_chosen_and_confirmed_with_the_keyboard_alone(page: Page, address: str, database: str) -> None:
    complaints = watch(page)
    enter(page, address)
    say(page, "quiero agendar una demo")
    expect(page.locator(".slots .day-name").first).to_be_visible()
    replies = page.locator("#log .row.ai").count()
    page.locator(".slots .quick-reply").first.focus()
    page.keyboard.press("Enter")
    settled(page, replies + 1)
    expect(page.locator("#text")).to_be_focused()
    say(page, "Ana Ruiz, ana@ruiz.co")
    press(page, "Sí, confirmo")
    booked = rows(database, "SELECT status FROM appointments WHERE conversation_id = %s", session_of(page))
    assert booked == [("booked",)]
    assert complaints == []


def test_a_quote_is_a_card_with_its_lines_and_its_total(page: Page, address: str) -> None:
    enter(page, address)
    say(page, "necesito una cotización del Chatbot Profesional")
    card = page.get_by_role("region", name="Cotización").last
    expect(card.locator("table th").first).to_contain_text("Chatbot Profesional")
    expect(card.locator(".total td")).to_contain_text("$")


def test_products_are_cards_that_can_be_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="es-MX", timezone_id="America/Mexico_City")
    page = context.new_page()
    page.goto(f"{address}/demo/autoparts")
    expect(page.locator("#log .row.ai")).to_have_count(1)
    say(page, "tienen balatas delanteras para jetta 2015?")
    cards = page.locator(".products .product")
    expect(cards.first).to_contain_text("$")
    name = cards.nth(1).locator(".product-name").inner_text()
    replies = page.locator("#log .row.ai").count()
    cards.nth(1).click()
    settled(page, replies + 1)
    assert page.locator("#log .row.client .bubble").last.inner_text() == name
    context.close()


def test_a_file_is_sent_along_and_one_of_a_wrong_kind_is_explained(page: Page, address: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "techo.png", tmp_path / "nota.txt"
    good.write_bytes(PNG)
    bad.write_text("hola")
    enter(page, address)
    expect(page.locator("#attach")).to_be_disabled()
    say(page, "hola")
    page.locator("#file").set_input_files(bad)
    expect(page.locator("#notice")).to_contain_text("no se puede enviar")
    replies = page.locator("#log .row.ai").count()
    page.locator("#file").set_input_files(good)
    settled(page, replies + 1)
    expect(page.locator("#log .row.client .file")).to_contain_text("techo.png")
    with page.expect_download() as download:
        page.locator("#log .row.client .file").click()
    assert download.value.path().read_bytes() == PNG


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("business", "lines"),
    [
        ("colombiatic", ["¿se integra con Siigo?", "quiero agendar una demo"]),
        ("colombiatic", ["necesito una cotización del Chatbot Profesional"]),
        ("autoparts", ["tienen balatas delanteras para jetta 2015?"]),
    ],
)
def test_the_page_breaks_no_rule_of_access(
    browser: Browser, address: str, business: str, lines: list[str], scheme: Literal["dark", "light"]
) -> None:
    context = browser.new_context(
        locale="es-CO", color_scheme=scheme,
        reduced_motion="reduce", viewport={"width": 400, "height": 800},
        bypass_csp=True,  # the checker is a script of its own
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"{address}/demo/{business}?embed=1&origin=http://localhost")
    page.goto(f"{address}/demo/{business}")
    expect(page.locator("#log .row.ai")).to_have_count(1)
    for line in lines:
        say(page, line)
    assert violations(page) == []
    page.locator("#more").click()
    assert violations(page) == []
    page.locator("#restart").click()
    assert violations(page) == []
    context.close()


def test_the_launcher_breaks_no_rule_of_access(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="es-CO", bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site)
    expect(page.get_by_role("button", name="Abrir el chat")).to_be_visible()
    found = [each for each in violations(page) if "button" in each or "iframe" in each]
    assert found == []
    context.close()
