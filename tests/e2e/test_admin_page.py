"""The administration in a real browser: every page by somebody who may open it, in both languages, on a phone too."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from commerce.packs.load import load
from evals.bench.engine import ConstantEngine
from tests.e2e.actions import IMAGES
from tests.e2e.desk import PASSWORD, DeskSite, desk_site, sign_in
from tests.e2e.test_desk_page import accessible

pytestmark = pytest.mark.e2e

PAGES = ("work", "people", "hours", "templates", "pack", "access", "trail", "tenants", "self")


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[DeskSite]:
    with desk_site(database_url, tmp_path) as site:
        yield site


def turn_to(dialog: Locator, name: str) -> None:
    tab = dialog.locator(f'[data-page="{name}"]')
    tab.click()
    expect(tab).to_have_attribute("aria-current", "page")


def set_up_factor(dialog: Locator, site: DeskSite) -> pyotp.TOTP:
    turn_to(dialog, "self")
    dialog.get_by_label("Contraseña", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Configurar").click()
    expect(dialog.get_by_alt_text("Código QR")).to_be_visible()
    totp = pyotp.TOTP(dialog.locator(".card code").first.text_content() or "")
    dialog.locator(".scroll").get_by_label("Código del autenticador", exact=True).fill(totp.at(site.house.clock.now()))
    dialog.get_by_role("button", name="Confirmar").click()
    expect(dialog.locator(".once")).to_contain_text("-")
    return totp


def shoot(page: Page, name: str) -> None:
    if os.environ.get("PARLEY_SCREENSHOTS"):
        page.screenshot(path=IMAGES / f"{name}.png")


def test_an_owner_changes_hours_and_makes_a_key_with_a_second_factor_and_takes_it_back(
    browser: Browser, site: DeskSite
) -> None:
    site.hire("eva@example.com", "owner")
    page = sign_in(browser, site, "eva@example.com")
    page.get_by_role("button", name="Administrar").click()
    dialog = page.locator("dialog.admin")
    totp = set_up_factor(dialog, site)
    site.pass_time(timedelta(minutes=11))
    turn_to(dialog, "access")
    dialog.get_by_label("Para qué programa").fill("Tablero de ventas")
    dialog.get_by_label("informes").check()
    dialog.locator(".scroll").get_by_role("button", name="Agregar").click()
    page.locator("#step-code").fill(totp.at(site.house.clock.now()))
    accessible(page)
    page.locator("#step-code").press("Enter")
    expect(dialog.locator(".once")).to_contain_text("parley_colombiatic.")
    shoot(page, "console-keys")
    dialog.get_by_role("button", name="Probar: Correo").click()
    expect(dialog.locator(".good")).to_contain_text("✓")
    turn_to(dialog, "hours")
    dialog.get_by_label("Abre: Horario").first.fill("07:30")
    shoot(page, "console-hours")
    dialog.get_by_role("button", name="Guardar").click()
    expect(page.locator("#said")).to_have_text("Hecho.")
    turn_to(dialog, "pack")
    dialog.get_by_role("button", name="Comparar: 0").click()
    expect(dialog.locator(".diff .minus").filter(has_text="07:30")).to_have_count(1)
    shoot(page, "console-pack")
    dialog.get_by_role("button", name="Activar: 0").click()
    expect(dialog.get_by_role("button", name="Activar: 1")).to_be_visible()
    assert site.house.tenant("colombiatic").pack.file.hours[0].open == "08:00"


def test_an_owner_works_in_another_business_and_comes_back(browser: Browser, site: DeskSite) -> None:
    settings = site.house.settings
    pack = load(settings.packs_dir, "roofing", settings.data_dir / "cache")
    site.call(site.house.admit(pack.model_copy(update={"documents": []}), engine=ConstantEngine()))
    site.hire("eva@example.com", "owner")
    site.talk("hola", client_name="Rosa Peña")
    page = sign_in(browser, site, "eva@example.com")
    expect(page.locator(".line")).to_have_count(1)
    page.get_by_role("button", name="Administrar").click()
    dialog = page.locator("dialog.admin")
    set_up_factor(dialog, site)
    turn_to(dialog, "tenants")
    dialog.get_by_label("Motivo para entrar").fill("soporte")
    dialog.get_by_role("button", name=f"Entrar: {pack.file.company.name}").click()
    expect(page.locator(".visit")).to_contain_text(pack.file.company.name)
    expect(page.locator(".line")).to_have_count(0)
    accessible(page)
    shoot(page, "console-visit")
    page.get_by_role("button", name="Volver a mi negocio").click()
    expect(page.locator(".line")).to_have_count(1)
    expect(page.locator(".visit")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "opens", "width", "scheme"),
    [("es-CO", "Administrar", 1360, "light"), ("en-US", "Administration", 390, "dark")],
)
def test_every_page_of_the_administration_is_accessible(
    browser: Browser, site: DeskSite, locale: str, opens: str, width: int, scheme: str
) -> None:
    site.hire("eva@example.com", "owner")
    site.hire("ana@example.com")
    viewport = {"width": width, "height": 844}
    page = sign_in(browser, site, "eva@example.com", locale, viewport=viewport, color_scheme=scheme)
    page.get_by_role("button", name=opens).focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.admin")
    for name in PAGES:
        tab = dialog.locator(f'[data-page="{name}"]')
        tab.focus()
        page.keyboard.press("Enter")
        expect(tab).to_have_attribute("aria-current", "page")
        expect(dialog.locator(".card").first).to_be_visible()
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
