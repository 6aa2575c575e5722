"""The page's way to WhatsApp and back, in a browser, on another site."""

import hashlib
import hmac
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import httpx
import orjson
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect
from pydantic import SecretStr

from kit.settings import Settings
from server.secrets import Vault
from tests.e2e.actions import IMAGES, rows, watch
from tests.e2e.conftest import SECRET_KEY

pytestmark = pytest.mark.e2e

LINE = "100555010180001"
KEYS = {"app_secret": "s", "verify_token": "v", "access_token": "a", "waba_id": "9001"}
PHONE = "573105550100"


@pytest.fixture(scope="module", autouse=True)
def connected(database: str, address: str) -> None:
    """The business has WhatsApp."""
    sealed = Vault(Settings(secret_key=SecretStr(SECRET_KEY))).seal_keys(KEYS)
    with psycopg.connect(database) as connection:
        connection.execute("SELECT set_config('parley.tenant', 'colombiatic', true)")
        connection.execute(
            "INSERT INTO vendor_credentials (tenant_id, vendor, sealed, updated_at) VALUES (%s, %s, %s, %s)",
            ("colombiatic", "whatsapp", sealed, datetime.now(UTC)),
        )


@pytest.fixture
def host(page: Page, site: str) -> Iterator[Page]:
    complaints = watch(page)
    page.goto(site)
    page.get_by_role("button", name="Abrir el chat").click()
    yield page
    assert complaints == []


def frame_of(host: Page) -> FrameLocator:
    frame = host.frame_locator("iframe")
    expect(frame.locator("#log .row.ai").first).to_be_visible()
    return frame


def whatsapp(address: str, text: str, id: str, phone: str = PHONE) -> None:
    """Meta tells that a customer wrote."""
    message = {"from": phone, "id": id, "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}
    value = {"metadata": {"phone_number_id": LINE}, "messages": [message]}
    body = orjson.dumps({"entry": [{"id": "9001", "changes": [{"field": "messages", "value": value}]}]})
    signature = "sha256=" + hmac.new(KEYS["app_secret"].encode(), body, hashlib.sha256).hexdigest()
    answer = httpx.post(f"{address}/api/chat/webhook", content=body, headers={"X-Hub-Signature-256": signature})
    assert answer.status_code == 200


def picture(page: Page, name: str) -> None:
    import os

    if os.environ.get("PARLEY_SCREENSHOTS"):
        page.screenshot(path=IMAGES / f"{name}.png")


def test_a_visitor_goes_on_over_whatsapp_and_comes_back(host: Page, address: str, database: str) -> None:
    frame = frame_of(host)
    host.evaluate("Parley('transferToWhatsApp')")
    dialog = frame.get_by_role("dialog", name="Seguir en WhatsApp")
    expect(dialog.get_by_role("img", name=re.compile("QR"))).to_be_visible()
    link = dialog.get_by_role("link", name="Abrir WhatsApp").get_attribute("href")
    assert link is not None
    assert link.startswith("https://wa.me/573105550118?text=")
    code = dialog.locator("code").inner_text()
    assert code in link
    picture(host, "widget-transfer")
    whatsapp(address, f"Hola, continúo mi chat de la página. Ref: {code}", "wamid.e2e.1")
    moved = frame.get_by_role("status").filter(has_text="sigue en WhatsApp")
    expect(moved).to_contain_text("0100")
    expect(dialog).to_be_hidden()
    expect(frame.locator("#composer")).to_be_hidden()
    whatsapp(address, "¿hasta qué hora atienden?", "wamid.e2e.2")
    expect(frame.locator("#log .row.client").last).to_contain_text("¿hasta qué hora atienden?")
    expect(frame.locator("#log .row.ai")).to_have_count(3)
    picture(host, "widget-moved")
    frame.get_by_role("button", name="Es mi teléfono").click()
    expect(frame.get_by_role("button", name="Es mi teléfono")).to_have_count(0)
    host.reload()
    frame = frame_of(host)
    expect(frame.locator("#moved")).to_be_visible()
    frame.get_by_role("button", name="Seguir aquí").click()
    expect(frame.locator("#moved")).to_be_hidden()
    frame.locator("#text").fill("ya volví a la página")
    frame.locator("#text").press("Enter")
    expect(frame.locator("#log .row.ai")).to_have_count(4)
    sent = rows(database, "SELECT count(*) FROM outbox WHERE effect = 'channel.send'")
    assert sent == [(2,)]


def test_who_asks_for_whatsapp_in_the_talk_gets_the_button_for_it(host: Page) -> None:
    frame = frame_of(host)
    frame.locator("#text").fill("¿podemos seguir por whatsapp?")
    frame.locator("#text").press("Enter")
    expect(frame.locator("#log .row.ai")).to_have_count(2)
    frame.locator("#quick").get_by_role("button", name="Seguir en WhatsApp").click()
    expect(frame.get_by_role("dialog", name="Seguir en WhatsApp")).to_be_visible()
    host.keyboard.press("Escape")
    expect(frame.get_by_role("dialog", name="Seguir en WhatsApp")).to_be_hidden()
    expect(frame.locator("#text")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_way_there_and_back(page: Page, address: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}/demo/colombiatic")
    expect(page.locator("#log .row.ai")).to_have_count(1)
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Seguir en WhatsApp").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Seguir en WhatsApp")
    expect(dialog).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    words = f"Hola, continúo mi chat de la página. Ref: {dialog.locator('code').inner_text()}"
    whatsapp(address, words, f"wamid.e2e.{scheme}", phone=f"57310555{len(scheme)}777")
    expect(page.locator("#moved")).to_be_visible()
    expect(page.locator("#log .row.ai")).to_have_count(2)
    assert Axe().run(page).response["violations"] == []
