"""The sources of an answer in a real browser: numbered links that open the page that was used."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.e2e.actions import enter, say, settled, shown

pytestmark = pytest.mark.e2e

SITE = "https://www.colombiatic.example/"
QUESTION = "¿se integra con Siigo?"


@pytest.fixture(autouse=True)
def company_site(visitor: BrowserContext) -> None:
    """The company's own site answers, so that a source has somewhere to lead."""

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html><title>Colombiatic</title><h1>Integraciones</h1>")

    visitor.route(f"{SITE}**", answer)


def opened(page: Page, link: Locator) -> Page:
    with page.expect_popup() as popup:
        link.click()
    return popup.value


def test_the_number_in_the_text_and_the_source_below_it_open_the_same_page_in_a_new_tab(
    page: Page, address: str
) -> None:
    enter(page, address)
    say(page, QUESTION)
    mark, source = page.locator("#log .bubble .mark").last, page.locator("#log .sources a").last
    expect(mark).to_have_text("[1]")
    first, second = opened(page, mark), opened(page, source)
    assert first.url == second.url == source.get_attribute("href")
    assert first.url.startswith(f"{SITE}integraciones")
    expect(first.locator("h1")).to_have_text("Integraciones")
    assert page.url.startswith(address)


def test_the_page_that_is_opened_cannot_reach_back_into_the_chat(page: Page, address: str) -> None:
    enter(page, address)
    say(page, QUESTION)
    source = page.locator("#log .sources a").last
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    other = opened(page, source)
    assert other.evaluate("window.opener") is None
    assert other.evaluate("document.referrer") == ""


def test_a_heading_beside_the_answer_is_asked_with_one_press(page: Page, address: str) -> None:
    enter(page, address)
    say(page, QUESTION)
    heading = page.locator(".quick-reply").first
    label = heading.inner_text()
    replies = page.locator("#log .row.ai").count()
    heading.click()
    settled(page, replies + 1)
    assert label in shown(page)
