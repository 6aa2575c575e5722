"""What visitors see: the index of businesses, a business's chat page, and what belongs to that page."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, FileSystemLoader

from commerce.packs.business import PackFile
from kit.errors import NotFoundError
from kit.settings import ROOT
from server.access import HouseOf
from server.origins import frame_ancestors
from server.theme import color_of, filled, sheet

router = APIRouter(include_in_schema=False)

WEB = ROOT / "web"
TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
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
PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
COLOR = r"^[0-9a-fA-F]{6}$"
A_DAY, FIVE_MINUTES = "public, max-age=86400", "public, max-age=300"
Color = Annotated[str | None, Query(pattern=COLOR)]


@router.get("/")
async def index(house: HouseOf) -> HTMLResponse:
    businesses = [_card(house.tenants[name].pack.file) for name in sorted(house.tenants)]
    return page("index.html", businesses=businesses)


@router.get("/demo/{tenant}")
async def chat(
    tenant: str, house: HouseOf, lang: Annotated[str | None, Query()] = None, embed: bool = False, color: Color = None
) -> HTMLResponse:
    """A business's chat page. ``embed``: as the widget frames it, on the sites that the pack allows."""
    pack = house.tenant(tenant).pack
    file = pack.file
    language = next((known for known in file.languages if known == lang), file.languages[0])
    pictures = " ".join(sorted({_origin(image) for item in pack.catalogue.items for image in item.images}))
    return page(
        "chat.html",
        {"frame-ancestors": frame_ancestors(file), "img-src": f"'self' data: blob: {pictures}".strip()},
        tenant=tenant,
        locale=file.locale[language].replace("_", "-"),
        name=file.company.name,
        tagline=file.company.tagline[language],
        words=_words()[language],
        color=color or color_of(file).removeprefix("#"),
        limit=house.settings.message_limit,
        uploads=file.channels.web.uploads,
        embed=embed,
        modules=_modules(),
    )


@router.get("/widget.js")
async def widget() -> FileResponse:
    headers = {"Cache-Control": FIVE_MINUTES, "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(WEB / "widget" / "widget.js", media_type="text/javascript", headers=headers)


@router.get("/widget/{tenant}.json")
async def about(tenant: str, house: HouseOf) -> Response:
    """What the loader has to know before anybody opens the chat. There is no secret in it."""
    file = house.tenant(tenant).pack.file
    color, on = filled(color_of(file))
    body = {"name": file.company.name, "languages": file.languages, "color": color, "on": on}
    headers = {"Cache-Control": FIVE_MINUTES, "Access-Control-Allow-Origin": "*"}
    return Response(orjson.dumps(body), media_type="application/json", headers=headers)


@router.get("/theme/{color}.css")
async def theme(color: str) -> Response:
    """The shades of a colour, six hexadecimal digits."""
    if len(color) != 6 or not all(digit in "0123456789abcdefABCDEF" for digit in color):
        raise NotFoundError(f"{color!r} is no colour: expected six hexadecimal digits.")
    return Response(sheet(f"#{color}"), media_type="text/css", headers={"Cache-Control": A_DAY})


@router.get("/pictures/{tenant}/{name}")
async def picture(tenant: str, name: str, house: HouseOf) -> FileResponse:
    """A picture of the pack's catalogue: one that an item names, and nothing else of the folder."""
    pack = house.tenant(tenant).pack
    kind = PICTURES.get(Path(name).suffix)
    path = house.settings.packs_dir / pack.id / "pictures" / name
    if kind is None or not any(name in item.images for item in pack.catalogue.items) or not path.is_file():
        raise NotFoundError(f"{tenant} has no picture {name!r}.")
    headers = {
        "Cache-Control": A_DAY,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return FileResponse(path, media_type=kind, headers=headers)


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


def _origin(image: str) -> str:
    """Where a picture comes from: our own server, or the origin of its address."""
    scheme, _, rest = image.partition("://")
    return f"{scheme}://{rest.split('/')[0]}" if scheme == "https" and rest else ""


@cache
def _modules() -> list[str]:
    """The page's modules, so that the browser asks for all of them at once."""
    return sorted(file.name for file in (WEB / "chat").glob("*.js") if file.name != "main.js")


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
