"""What a visitor does on the chat page, and what is left of it in the database."""

import os
import re
from typing import Any, LiteralString

import psycopg
from playwright.sync_api import Page, expect

from kit.settings import ROOT

IMAGES = ROOT / "docs" / "images"


def watch(page: Page) -> list[str]:
    """What the browser complains of from here on."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    return complaints


def enter(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/demo/colombiatic{query}")
    expect(page.locator("#log .row.ai")).to_have_count(1)


def write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def settled(page: Page, replies: int) -> None:
    """That many replies are committed, and nothing is on its way."""
    expect(page.locator("#log .row.ai")).to_have_count(replies)
    expect(page.locator("#draft .row, #outgoing .row")).to_have_count(0)
    expect(page.locator("#typing")).to_be_hidden()


def say(page: Page, text: str) -> None:
    replies = page.locator("#log .row.ai").count()
    write(page, text)
    settled(page, replies + 1)


def pick_first(page: Page) -> None:
    replies = page.locator("#log .row.ai").count()
    page.locator(".quick-reply").first.click()
    settled(page, replies + 1)


def shown(page: Page) -> list[str]:
    return page.locator("#log .bubble").all_inner_texts()


def session_of(page: Page) -> str:
    return str(page.evaluate("JSON.parse(localStorage['parley:colombiatic']).session"))


def rows(database: str, query: LiteralString, *params: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(database) as connection:
        return connection.execute(query, params).fetchall()


def stored(database: str, session: str) -> list[str]:
    """The texts, without the marks that a page shows as a list."""
    found = rows(database, "SELECT content FROM messages WHERE conversation_id = %s ORDER BY seq", session)
    return [re.sub(r"^- ", "", text, flags=re.MULTILINE) for (text,) in found]


def picture(page: Page) -> None:
    """The README's picture, drawn again only when it is asked for."""
    if not os.environ.get("PARLEY_SCREENSHOTS"):
        return
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.locator("#scroll").evaluate("element => element.scrollTo(0, element.scrollHeight)")
    page.screenshot(path=IMAGES / "chat-light.png")
