"""What visitors see: the index of businesses, a business's chat page, the loader that puts it on a site."""

import hashlib
from functools import cache
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, FileSystemLoader

from commerce.packs.model import PackFile
from kit.settings import ROOT
from server.access import HouseOf

router = APIRouter(include_in_schema=False)

WEB = ROOT / "web"
TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
TONES = ("blue", "rust", "moss", "plum", "sea")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
OWN_MACHINE = ("http://localhost:*", "http://127.0.0.1:*")
"""A developer's own pages may always frame the chat, to try it."""


@router.get("/")
async def index(house: HouseOf) -> HTMLResponse:
    businesses = [_card(house.tenants[name].pack.file) for name in sorted(house.tenants)]
    return page("index.html", businesses=businesses)


@router.get("/demo/{tenant}")
async def chat(
    tenant: str, house: HouseOf, lang: Annotated[str | None, Query()] = None, embed: bool = False
) -> HTMLResponse:
    """A business's chat page. ``embed``: as the widget frames it, on the sites that the pack allows."""
    file = house.tenant(tenant).pack.file
    language = next((known for known in file.languages if known == lang), file.languages[0])
    framed_by = " ".join(["'self'", *OWN_MACHINE, *(file.channels.web.allowed_origins or ["*"])])
    return page(
        "chat.html",
        {"frame-ancestors": framed_by},
        tenant=tenant,
        locale=file.locale[language].replace("_", "-"),
        name=file.company.name,
        tagline=file.company.tagline[language],
        words=_words()[language],
        tone=tone_of(file.id),
        limit=house.settings.message_limit,
        embed=embed,
    )


@router.get("/widget.js")
async def widget() -> FileResponse:
    return FileResponse(WEB / "widget" / "widget.js", media_type="text/javascript")


def page(template: str, policy: dict[str, str] | None = None, status: int = 200, **values: Any) -> HTMLResponse:
    """A page that lets nothing in but our own files; ``policy`` replaces directives of that rule."""
    rules = "; ".join(f"{name} {value}" for name, value in (POLICY | (policy or {})).items())
    headers = {
        "Content-Security-Policy": rules,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(TEMPLATES.get_template(template).render(values), status, headers=headers)


def tone_of(tenant: str) -> str:
    """The colour of a business's page: always the same, without a setting for it."""
    return TONES[int(hashlib.sha256(tenant.encode()).hexdigest(), 16) % len(TONES)]


def _card(file: PackFile) -> dict[str, str]:
    language = file.languages[0]
    return {
        "id": file.id,
        "name": file.company.name,
        "tagline": file.company.tagline[language],
        "language": language,
    }


@cache
def _words() -> dict[str, dict[str, str]]:
    """The page's own strings by language."""
    words: dict[str, dict[str, str]] = orjson.loads((WEB / "chat" / "strings.json").read_bytes())
    return words
