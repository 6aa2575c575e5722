"""Answers that come late, in an order that no one asked for: the console loses no word and sends none elsewhere."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.desk import PASSWORD, DeskSite, desk_site, open_line, sign_in
from tests.e2e.test_desk_page import write

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    with desk_site(database, tmp_path_factory.mktemp("data")) as site:
        yield site


@pytest.fixture(scope="module")
def ana(browser: Browser, site: DeskSite) -> Iterator[Page]:
    """One person at one console all along: each test has conversations of its own."""
    site.hire("ana@example.com")
    page = sign_in(browser, site, "ana@example.com")
    yield page
    page.context.close()


class Held:
    """The next request to an address, which waits until the test lets it go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page, self.routes = page, list[Route]()
        page.route(pattern, lambda route: self.routes.append(route), times=1)  # noqa: PLW0108

    def let_go(self) -> None:
        route = self.routes.pop(0)
        with self.page.expect_response(lambda answer: answer.request == route.request):
            route.continue_()


def taken(page: Page, talk: UUID) -> None:
    open_line(page, talk)
    page.get_by_role("button", name="Tomar", exact=True).click()
    expect(page.locator(".bar .state")).to_have_text("La atiende usted")


def test_a_conversation_that_answers_late_does_not_push_away_the_one_that_was_chosen_after(
    ana: Page, site: DeskSite
) -> None:
    slow, chosen = site.talk("hola", client_name="Lenta"), site.talk("hola", client_name="Elegida")
    held = Held(ana, f"**/console/api/conversations/{slow}")
    ana.locator(f'.line[data-id="{slow}"]').click()
    taken(ana, chosen)
    held.let_go()
    write(ana, "para Elegida")
    expect(ana.locator(".row.agent .bubble")).to_have_text("para Elegida")
    expect(ana.locator(".middle h2")).to_have_text("Elegida")
    assert ("agent", "para Elegida") in site.texts(chosen)


def test_nothing_that_is_pressed_goes_to_the_conversation_that_was_left(ana: Page, site: DeskSite) -> None:
    left, chosen = site.talk("hola"), site.talk("hola", client_name="Elegida")
    open_line(ana, left)
    held = Held(ana, f"**/console/api/conversations/{chosen}")
    ana.locator(f'.line[data-id="{chosen}"]').click()
    ana.keyboard.press("a")
    held.let_go()
    expect(ana.locator(".middle h2")).to_have_text("Elegida")
    ana.keyboard.press("a")
    expect(ana.locator(".bar .state")).to_have_text("La atiende usted")
    assert [site.owner(left), site.owner(chosen)] == ["bot", "human"]


def test_what_was_done_in_one_conversation_does_not_bring_it_back_once_another_was_chosen(
    ana: Page, site: DeskSite
) -> None:
    first, second = site.talk("hola", client_name="Primera"), site.talk("hola", client_name="Segunda")
    open_line(ana, first)
    held = Held(ana, f"**/conversations/{first}/take")
    ana.get_by_role("button", name="Tomar", exact=True).click()
    ana.locator(f'.line[data-id="{second}"]').click()
    expect(ana.locator(".middle h2")).to_have_text("Segunda")
    held.let_go()
    expect(ana.locator(f'.line[data-id="{first}"] .tag.human')).to_be_visible()
    expect(ana.locator(".middle h2")).to_have_text("Segunda")


def test_words_that_could_not_be_sent_wait_in_their_own_conversation(ana: Page, site: DeskSite) -> None:
    talk, other = site.talk("hola", client_name="Rosa"), site.talk("hola", client_name="Otra")
    taken(ana, talk)
    held = Held(ana, f"**/conversations/{talk}/messages")
    write(ana, "Su pedido sale hoy")
    ana.locator(".foot textarea").press_sequentially("y además")
    open_line(ana, other)
    expect(ana.locator(".middle h2")).to_have_text("Otra")
    held.routes[0].abort()
    expect(ana.locator(".desk > .alert")).to_be_visible()
    expect(ana.locator(".row.unsent")).to_have_count(0)
    open_line(ana, talk)
    expect(ana.locator(".row.unsent .bubble")).to_have_text("Su pedido sale hoy")
    expect(ana.locator(".foot textarea")).to_have_value("y además")
    ana.get_by_role("button", name="Enviar de nuevo").click()
    expect(ana.locator(".row.agent:not(.unsent) .bubble")).to_have_text("Su pedido sale hoy")
    expect(ana.locator(".row.unsent")).to_have_count(0)


def test_a_note_that_could_not_be_kept_never_joins_what_is_written_to_the_customer(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola")
    taken(ana, talk)
    held = Held(ana, "**/notes")
    ana.keyboard.press("Escape")
    ana.keyboard.press("n")
    write(ana, "ojo: paga tarde")
    ana.locator(".foot textarea").press_sequentially("Buenas tardes")
    held.routes[0].abort()
    expect(ana.locator(".row.note.unsent .bubble")).to_have_text("ojo: paga tarde")
    ana.locator(".foot textarea").press("Enter")
    expect(ana.locator(".row.agent .bubble")).to_have_text("Buenas tardes")
    assert "ojo: paga tarde" not in dict.fromkeys(text for _, text in site.texts(talk))


def test_a_suggestion_that_comes_late_joins_what_was_written_meanwhile(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola")
    taken(ana, talk)
    held = Held(ana, "**/suggestion")
    ana.get_by_role("button", name="Sugerir respuesta").click()
    ana.locator(".foot textarea").press_sequentially("Hola, Rosa.")
    held.routes[0].fulfill(json={"text": "Abrimos a las ocho."})
    expect(ana.locator(".foot textarea")).to_have_value("Hola, Rosa.\nAbrimos a las ocho.")


def test_messages_go_out_in_the_order_of_writing_though_the_first_is_slow(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola")
    taken(ana, talk)
    held = Held(ana, f"**/conversations/{talk}/messages")
    write(ana, "primero")
    write(ana, "segundo")
    held.let_go()
    expect(ana.locator(".row.agent .bubble")).to_have_text(["primero", "segundo"])
    assert [text for role, text in site.texts(talk) if role == "agent"] == ["primero", "segundo"]


def test_what_was_being_written_is_there_after_the_session_ended(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola", client_name="Rosa")
    taken(ana, talk)
    ana.locator(".foot textarea").fill("Le explico: la garantía")
    ana.context.clear_cookies()
    ana.evaluate("document.querySelector('.folder')?.click()")
    ana.locator("#email").fill("ana@example.com")
    ana.locator("#password").fill(PASSWORD)
    ana.locator("#password").press("Enter")
    open_line(ana, talk)
    expect(ana.locator(".foot textarea")).to_have_value("Le explico: la garantía")


def test_a_list_that_answers_late_does_not_replace_what_was_asked_after_it(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola", client_name="Rosa")
    expect(ana.locator(f'.line[data-id="{talk}"]')).to_be_visible()
    held = Held(ana, "**/conversations?folder=bot")
    ana.get_by_role("tab", name="Con el asistente").click()
    ana.get_by_role("tab", name="Mías").click()
    expect(ana.locator(f'.line[data-id="{talk}"]')).to_have_count(0)
    held.let_go()
    expect(ana.locator(f'.line[data-id="{talk}"]')).to_have_count(0)
    ana.get_by_role("tab", name="Todas").click()
    expect(ana.locator(f'.line[data-id="{talk}"]')).to_be_visible()


def test_a_quick_action_that_answers_late_does_not_take_the_place_of_another(ana: Page, site: DeskSite) -> None:
    talk = site.talk("hola")
    taken(ana, talk)
    held = Held(ana, "**/offers?q=")
    ana.get_by_role("button", name="Producto", exact=True).click()
    ana.get_by_role("button", name="Link de pago").click()
    expect(ana.locator(".panel")).to_contain_text("no tiene pedidos por pagar")
    held.let_go()
    expect(ana.locator(".panel")).to_contain_text("no tiene pedidos por pagar")
    expect(ana.locator(".panel .choice")).to_have_count(0)


def test_turns_that_answer_late_are_not_shown_as_those_of_another_conversation(ana: Page, site: DeskSite) -> None:
    first, second = site.talk("hola", "¿cuánto cuesta?"), site.talk("buenas", client_name="Segunda")
    open_line(ana, first)
    held = Held(ana, f"**/conversations/{first}/turns")
    ana.get_by_role("button", name="Ver qué hizo el grafo").click()
    open_line(ana, second)
    expect(ana.locator(".middle h2")).to_have_text("Segunda")
    ana.get_by_role("button", name="Ver qué hizo el grafo").click()
    expect(ana.locator("dialog.turns .said.client")).to_have_text("buenas")
    held.let_go()
    ana.get_by_role("button", name="Cerrar").click()
    ana.get_by_role("button", name="Ver qué hizo el grafo").click()
    expect(ana.locator("dialog.turns .said.client")).to_have_text("buenas")
