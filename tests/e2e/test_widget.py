"""The widget on another site: the commands, what it costs the page, what it remembers, what it tells."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.actions import rows, session_of, watch

pytestmark = pytest.mark.e2e

BASE = "/api/v5/sales"
EARLY = """
if (window === window.top) {
  window.told = [];
  window.Parley ??= function () { (Parley.q ??= []).push(arguments); };
  const events = ["ready", "open", "close", "unread", "message"];
  for (const event of events) Parley("on", event, (what) => told.push([event, what]));
}
"""
SHIFTS = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift = (window.shift ?? 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name="Abrir el chat")


def opened(page: Page) -> None:
    """Waits for the frame's conversation to begin."""
    expect(page.frame_locator("iframe").locator("#log .row.ai").first).to_be_visible()


def kept_of(page: Page) -> dict[str, Any]:
    """What the chat keeps. The browser gives a frame of another site no storage: the page around keeps it."""
    return dict(page.evaluate("(kept => kept.frame ?? kept)(JSON.parse(localStorage['parley:colombiatic']))"))


def session_of_frame(page: Page) -> str:
    opened(page)
    return str(kept_of(page)["session"])


def say_elsewhere(page: Page, address: str, text: str) -> None:
    """The same customer writes from somewhere else."""
    kept = kept_of(page)
    body = {"session_id": kept["session"], "message_id": text, "text": text}
    answer = httpx.post(
        f"{address}{BASE}/process-message", json=body, headers={"Authorization": f"Bearer {kept['token']}"}, timeout=30
    )
    assert answer.status_code == 200


@pytest.fixture
def host(page: Page, site: str) -> Iterator[Page]:
    """A page of the site, whose own scripts gave commands before the loader came."""
    page.add_init_script(EARLY)
    complaints = watch(page)
    yield page
    assert complaints == []


def test_what_a_page_asks_before_the_loader_is_there_counts(host: Page, site: str) -> None:
    host.add_init_script("window === window.top && Parley('open')")
    host.goto(site)
    opened(host)
    assert ["open", None] in host.evaluate("told")


def test_the_launcher_costs_little_and_moves_nothing(host: Page, site: str, address: str) -> None:
    host.add_init_script(SHIFTS)
    taken: list[int] = []
    host.on("response", lambda answer: taken.append(len(answer.body())) if answer.url.startswith(address) else None)
    host.goto(site)
    expect(launcher(host)).to_be_visible()
    host.wait_for_load_state("networkidle")
    assert sum(taken) < 15_000
    assert len(taken) == 2
    assert host.evaluate("window.shift ?? 0") == 0
    assert len(host.frames) == 1


def test_nobody_who_does_not_open_the_chat_begins_a_conversation(host: Page, site: str, database: str) -> None:
    before = rows(database, "SELECT count(*) FROM conversations")
    for path in ("/", "/a", "/b"):
        host.goto(site + path)
        expect(launcher(host)).to_be_visible()
    assert rows(database, "SELECT count(*) FROM conversations") == before


def test_an_open_chat_is_open_on_the_next_page_with_the_same_conversation(host: Page, site: str) -> None:
    host.goto(f"{site}/one")
    launcher(host).click()
    first = session_of_frame(host)
    host.goto(f"{site}/two")
    assert session_of_frame(host) == first
    assert not host.evaluate("document.activeElement === document.querySelector('div')")


def test_a_campaign_of_the_first_page_is_kept_though_the_chat_is_opened_on_another(
    host: Page, site: str, database: str
) -> None:
    host.goto(f"{site}/blog?utm_source=google&utm_campaign=grano")
    expect(launcher(host)).to_be_visible()
    host.goto(f"{site}/precios?utm_source=boletin")
    launcher(host).click()
    session = session_of_frame(host)
    host.evaluate("Parley('setContext', { page: location.origin + '/carrito' })")
    with host.expect_response("**/context"):
        host.evaluate("Parley('update')")
    (brought,) = rows(
        database,
        "SELECT first_touch -> 'utm' ->> 'utm_campaign', last_touch ->> 'page_url' FROM conversation_touches "
        "WHERE conversation_id = %s",
        session,
    )
    assert brought == ("grano", f"{site}/carrito")


def test_a_message_that_comes_while_the_chat_is_closed_is_counted_until_it_is_seen(
    host: Page, site: str, address: str
) -> None:
    host.goto(site)
    launcher(host).click()
    opened(host)
    host.get_by_role("button", name="Cerrar el chat").click()
    say_elsewhere(host, address, "¿dónde quedan?")
    unread = host.get_by_role("button", name="Abrir el chat, 1 mensaje nuevo")
    expect(unread).to_be_visible()
    assert ["unread", 1] in host.evaluate("told")
    unread.click()
    expect(host.get_by_role("button", name="Cerrar el chat")).to_be_visible()
    host.get_by_role("button", name="Cerrar el chat").click()
    expect(launcher(host)).to_be_visible()
    assert host.evaluate("told.filter(([event]) => event === 'unread').at(-1)") == ["unread", 0]


def test_signing_out_forgets_who_was_here(host: Page, site: str) -> None:
    host.goto(site)
    launcher(host).click()
    first = session_of_frame(host)
    host.evaluate("Parley('shutdown')")
    expect(host.locator("iframe")).to_have_count(0)
    host.reload()
    launcher(host).click()
    assert session_of_frame(host) != first


def test_the_way_to_whatsapp_is_hidden_while_the_server_offers_none(host: Page, site: str) -> None:
    host.goto(site)
    launcher(host).click()
    opened(host)
    frame = host.frame_locator("iframe")
    frame.locator("#more").click()
    expect(frame.locator("#restart")).to_be_visible()
    expect(frame.locator("#transfer")).to_be_hidden()


def test_an_unknown_command_is_explained_to_the_developer(host: Page, site: str) -> None:
    host.goto(site)
    expect(launcher(host)).to_be_visible()
    why = host.evaluate("(() => { try { Parley('fly') } catch (error) { return error.message } })()")
    assert "no command fly; expected boot, update" in why


def test_a_socket_that_is_cut_while_twenty_messages_come_leaves_no_gap_and_no_double(
    page: Page, address: str, database: str
) -> None:
    page.clock.install()
    page.goto(f"{address}/demo/colombiatic")
    expect(page.locator("#log .row.ai")).to_have_count(1)
    page.context.set_offline(True)
    for place in range(10):
        say_elsewhere(page, address, f"¿hasta qué hora atienden? ({place})")
    page.clock.fast_forward(60_000)
    expect(page.locator("#notice")).not_to_be_empty()
    page.context.set_offline(False)
    expect(page.locator("#log .row")).to_have_count(21)
    shown = [int(seq) for seq in page.locator("#log .row").evaluate_all("rows => rows.map((row) => row.dataset.seq)")]
    assert shown == list(range(1, 22))
    stored = rows(database, "SELECT count(*) FROM messages WHERE conversation_id = %s", session_of(page))
    assert stored == [(21,)]
    expect(page.locator("#notice")).to_be_empty()
