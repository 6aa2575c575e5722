"""Hostile words through every text that comes from outside: none of them runs, none becomes markup."""

from typing import Any

import httpx
import psycopg
import pytest
from playwright.sync_api import Page, expect
from psycopg.types.json import Jsonb

from tests.e2e.actions import session_of, watch

pytestmark = pytest.mark.e2e

BASE = "/api/v5/sales"
CORPUS = [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg/onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    '"><img src=x onerror=pwned()>',
    "'-pwned()-'",
    "</textarea><script>pwned()</script>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "<a href=javascript:pwned()>x</a>",
    "[x](javascript:pwned())",
    '![x](x"onerror="pwned())',
    "javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    'https://a.example/"onmouseover=pwned()//',
    "https://a.example/<img src=x onerror=pwned()>",
    "http://javascript:pwned()@a.example/",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>",
    "<details open ontoggle=pwned()>",
    "<body onload=pwned()>",
    "<style>@import 'javascript:pwned()';</style>",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
    '<!--<img src="--><img src=x onerror=pwned()>">',
    "<x contenteditable onfocus=pwned() autofocus>",
    "**<img src=x onerror=pwned()>**",
    "`<img src=x onerror=pwned()>`",
    "- <img src=x onerror=pwned()>\n1. <svg/onload=pwned()>",
    "[1] [2] [99]",
    "\u202e<script>pwned()</script>\u0000",
    "&lt;img src=x onerror=pwned()&gt;",
    # handlers that need nobody to touch them
    "<video><source onerror=pwned()></video>",
    "<audio src=x onerror=pwned()>",
    "<input autofocus onfocus=pwned()>",
    "<select autofocus onfocus=pwned()><option>x</select>",
    "<marquee onstart=pwned()>x</marquee>",
    "<object data='javascript:pwned()'></object>",
    "<embed src='javascript:pwned()'>",
    "<frameset onload=pwned()></frameset>",
    "<meta http-equiv=refresh content='0;url=javascript:pwned()'>",
    "<base href='javascript:pwned()//'><a href=x>x</a>",
    "<link rel=stylesheet href='data:text/css,*{background:url(javascript:pwned())}'>",
    "<p style='animation-name:rise' onanimationstart=pwned()>x</p>",
    "<button popovertarget=menu onbeforetoggle=pwned()>x</button>",
    "<dialog open onclose=pwned()><form method=dialog><button>x</button></form></dialog>",
    "<template><img src=x onerror=pwned()></template>",
    "<slot onslotchange=pwned()><b slot=x>y</b></slot>",
    # spelt so that filters overlook it
    "<ScRiPt>pwned()</sCrIpT>",
    "<img\tsrc=x\nonerror\r=\x0cpwned()>",
    "<img/src=x/onerror=pwned()//",
    "<<img src=x onerror=pwned()>>",
    "<img src=x onerror=&#112;wned()>",
    "<img src=x onerror=\\u0070wned()>",
    "\uff1cscript\uff1epwned()\uff1c/script\uff1e",
    "<scr\u200bipt>pwned()</scr\u200bipt>",
    "+ADw-script+AD4-pwned()+ADw-/script+AD4-",
    "<script/x=1 src='data:,pwned()'></script>",
    "<script>//\u2028pwned()</script>",
    "<a href='&#x6A;avascript:pwned()'>x</a>",
    "<a href='java\tscript:pwned()'>x</a>",
    # through what the page makes of plain words: links, lists, marks, code
    "[x](JaVaScRiPt:pwned())",
    "[x](java\nscript:pwned())",
    "[x](vbscript:pwned())",
    "[x](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)",
    "[x](blob:https://a.example/1)",
    "[<img src=x onerror=pwned()>](https://a.example)",
    "[x](https://a.example 'onmouseover=pwned()')",
    "<https://a.example/?q=<script>pwned()</script>>",
    "https://a.example/%22%3E%3Cscript%3Epwned()%3C/script%3E",
    "https://user:<svg onload=pwned()>@a.example",
    "**[x](javascript:pwned())**",
    "```html\n<script>pwned()</script>\n```",
    "1. [x](javascript:pwned())\n2. ![y](javascript:pwned())",
    # for what lies behind: templates, JSON, prototypes, names of elements
    "{{7*7}}{% include '/etc/passwd' %}",
    "</script><script>pwned()</script>",
    '{"__proto__": {"onerror": "pwned()"}}',
    "__proto__",
    "constructor",
    "<form id=text name=text><input name=value></form>",
    "<a id=location href=javascript:pwned()>x</a>",
    "\ud7ff\ufffe<script>pwned()</script>",
]
TRAP = "window.ran = []; window.pwned = (...what) => window.ran.push(what);"
MARKUP = "#log :is(script, iframe, svg, style, form, details, object, embed, math, [onerror], [onload], [onclick])"


def blocks(text: str) -> list[dict[str, Any]]:
    """Every kind of block, with ``text`` wherever a text stands."""
    item = {"id": text, "label": text, "note": text, "starts_at": "2026-11-24T10:00:00-05:00", "ends_at": text}
    product = {"id": text, "label": text, "price": text, "unit": text, "stock": text, "code": text, "image": text}
    line = {"quantity": text, "item": text, "total": text}
    quote = {"number": text, "lines": [line], "subtotal": text, "tax_name": text, "tax": text, "total": text}
    return [
        {"kind": "products", "items": [product]},
        {"kind": "quote", **quote, "valid_until": text, "url": text, "pdf": text},
        {"kind": "citations", "items": [{"n": 1, "title": text, "url": text}, {"n": 2, "title": text, "url": "https://a.example/"}]},
        {"kind": "buttons", "items": [item]},
        {"kind": "list", "label": text, "items": [item]},
        {"kind": "slots", "items": [item]},
        {"kind": text, "items": [item]},
    ]  # fmt: skip


def plant(database: str, session: str, tenant: str, after: int = 1) -> None:
    """Messages of every sender with hostile texts, blocks and file names, as if all else had failed; ``after`` those
    that are there.
    """
    insert = (
        "INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, content, metadata, timestamp) "
        "VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, now())"
    )
    with psycopg.connect(database) as connection:
        connection.execute("SELECT set_config('parley.tenant', %s, true)", (tenant,))
        seq = after
        for text in CORPUS:
            stored = text.replace("\u0000", "")
            for sender in ("client", "ai", "agent"):
                seq += 1
                file = {"id": stored, "name": stored, "content_type": stored, "size": 10}
                said = {"blocks": blocks(stored), "files": [file], "language": stored}
                connection.execute(insert, (tenant, session, seq, sender, stored, Jsonb(said)))
        connection.execute("UPDATE conversations SET message_seq = %s WHERE id = %s", (seq, session))


def test_hostile_words_from_every_side_are_shown_and_do_nothing(page: Page, address: str, database: str) -> None:
    page.add_init_script(TRAP)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.goto(f"{address}/demo/colombiatic")
    expect(page.locator("#log .row.ai")).to_have_count(1)
    plant(database, session_of(page), "colombiatic")
    complaints = watch(page)
    page.reload()
    expect(page.locator("#log .row")).to_have_count(1 + 3 * len(CORPUS))
    for row in page.locator("#log :is(button, a)").all()[:20]:
        row.hover()
        row.focus()
    assert page.evaluate("window.ran") == []
    assert page.locator(MARKUP).count() == 0
    for address_of in page.locator("#log a").evaluate_all("links => links.map((link) => link.protocol)"):
        assert address_of in {"http:", "https:"}
    assert [text for text in complaints if "Content Security Policy" not in text and "Failed to load" not in text] == []


def test_hostile_words_of_a_visitors_own_and_of_their_page_do_nothing(page: Page, address: str) -> None:
    page.add_init_script(TRAP)
    with httpx.Client(base_url=f"{address}{BASE}", timeout=60) as client:
        for place, text in enumerate(CORPUS[:8]):
            told = {
                "page_url": text,
                "referrer": text,
                "utm": {"utm_source": text},
                "locale": text[:30],
                "timezone": text[:60],
            }
            session = client.post("/start-session", json={"tenant": "colombiatic", **told}).json()
            headers = {"Authorization": f"Bearer {session['token']}"}
            body = {
                "session_id": session["session_id"],
                "message_id": text,
                "text": text,
                "choice": text,
                "page_url": text,
            }
            assert client.post("/process-message", json=body, headers=headers).status_code == 200
            seen = client.get(f"/session/{session['session_id']}", headers=headers)
            assert len(seen.json()["messages"]) >= 2, place
    query = "&".join(
        f"{name}=%22%3E%3Cimg src=x onerror=pwned()%3E" for name in ("lang", "utm_source", "first", "origin", "color")
    )
    answer = page.goto(f"{address}/demo/colombiatic?{query.replace('color=', 'tint=')}")
    assert answer is not None
    expect(page.locator("#log .row.ai")).to_have_count(1)
    page.locator("#text").fill(CORPUS[1])
    page.locator("#text").press("Enter")
    expect(page.locator("#log .row.ai")).to_have_count(2)
    assert page.evaluate("window.ran") == []
    assert page.locator(MARKUP).count() == 0
