"""Hostile words in whatever comes from outside, as the console shows it: read by people, run by nothing."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, expect
from psycopg.types.json import Jsonb

from graphs.inbox import Opening
from tests.e2e.actions import watch
from tests.e2e.desk import TENANT, DeskSite, desk_site, open_line, sign_in
from tests.e2e.test_hostile_words import CORPUS, TRAP, plant

pytestmark = pytest.mark.e2e

WORDS = [text.replace("\u0000", "") for text in CORPUS]
MARKUP = (
    "#app :is(script, iframe, svg, style, object, embed, math, marquee, base, meta, link, details details, "
    "[onerror], [onload], [onclick], [onmouseover], [onfocus], [ontoggle], .bubble img)"
)


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[DeskSite]:
    with desk_site(database_url, tmp_path) as site:
        yield site


async def begun(site: DeskSite) -> UUID:
    """One conversation for each vector; the last of them has had a turn."""
    for _ in WORDS[1:]:
        await site.house.inbox.start(TENANT, Opening())
    talk = (await site.house.inbox.start(TENANT, Opening())).conversation
    await site.house.inbox.receive(TENANT, talk, "m1", "".join(WORDS)[:3000])
    return talk


def fill(database: str, talk: UUID) -> None:
    """Every vector in every field of ``talk``, and one as the name and telephone of each conversation."""
    plant(database, str(talk), TENANT, after=10)
    field = {"source": "x", "confidence": 1.0, "confirmed": True}
    every = "\n".join(WORDS)
    with psycopg.connect(database) as db:
        db.execute("SELECT set_config('parley.tenant', %s, true)", (TENANT,))
        rows = db.execute("SELECT id FROM conversations ORDER BY id").fetchall()
        renamed = "UPDATE conversations SET client_name = %s, phone_number = %s WHERE id = %s"
        for (id,), text in zip(rows, WORDS, strict=True):
            db.execute(renamed, (text, text[:20], id))
        db.execute(
            "UPDATE conversations SET page_url = %s, referrer_page = %s, utm = %s, timezone = %s, owner = 'queue' "
            "WHERE id = %s",
            (every, every, Jsonb({text: text for text in WORDS}), "America/Bogota", talk),
        )
        known = Jsonb({text: {**field, "value": text, "source": text} for text in WORDS})
        db.execute(
            "INSERT INTO user_profiles (id, tenant_id, contact_id, fields, created_at, updated_at) "
            "SELECT gen_random_uuid(), %s, contact_id, %s, now(), now() FROM conversations WHERE id = %s "
            "ON CONFLICT (tenant_id, contact_id) DO UPDATE SET fields = excluded.fields",
            (TENANT, known, talk),
        )
        for text in WORDS:
            db.execute(
                "INSERT INTO notes (id, tenant_id, conversation_id, author, content, after_seq, created_at) "
                "VALUES (%s, %s, %s, %s, %s, 1, now())",
                (uuid4(), TENANT, talk, text, text),
            )
            db.execute(
                "INSERT INTO attachments (id, tenant_id, conversation_id, name, content_type, size, sha256, content, "
                "created_at) VALUES (%s, %s, %s, %s, %s, 1, %s, 'x', now())",
                (uuid4(), TENANT, talk, text[:200], text[:90], uuid4().hex),
            )


def test_none_of_eighty_vectors_runs_in_any_field_of_the_console(
    browser: Browser, site: DeskSite, database_url: str
) -> None:
    assert len(set(WORDS)) >= 60
    site.hire("eva@example.com", "admin")
    talk = site.call(begun(site))
    fill(database_url, talk)
    eva = sign_in(browser, site, "eva@example.com")
    eva.add_init_script(TRAP)
    eva.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    complaints = watch(eva)
    eva.reload()
    expect(eva.locator(".line")).to_have_count(40)
    eva.get_by_role("button", name="Ver más").click()
    expect(eva.locator(".line")).to_have_count(len(WORDS))
    open_line(eva, talk)
    expect(eva.locator(".row.note")).to_have_count(len(WORDS))
    for shown in (60, 120, 180):
        expect(eva.locator(".row:is(.client, .ai, .agent)")).to_have_count(shown)
        eva.get_by_role("button", name="Mensajes anteriores").click()
    expect(eva.locator(".row:is(.client, .ai, .agent)")).to_have_count(240)
    for part in eva.locator(":is(.log, .right) a:visible").all()[:5]:
        part.hover()
        part.focus()
    assert eva.locator(MARKUP).count() == 0
    assert set(eva.locator("#app a").evaluate_all("all => all.map((each) => each.protocol)")) <= {"http:", "https:"}
    eva.get_by_role("button", name="Ver qué hizo el grafo").click()
    expect(eva.locator("dialog.turns h2").first).to_be_visible()
    assert eva.locator(f"{MARKUP}, dialog :is(script, iframe, [onerror])").count() == 0
    assert eva.evaluate("window.ran") == []
    assert [text for text in complaints if "Failed to load" not in text] == []
