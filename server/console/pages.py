"""``/console``: the page itself. All that it shows comes from ``/console/api``."""

from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kit.money import MINOR_DIGITS
from server.access import HouseOf
from server.routes.demo import WEB, page

router = APIRouter(include_in_schema=False)


@router.get("/console")
async def console(house: HouseOf) -> HTMLResponse:
    businesses = {name: house.tenants[name].pack.file.company.name for name in sorted(house.tenants)}
    return page(
        "console.html",
        businesses=businesses,
        words=_words(),
        limit=house.settings.message_limit,
        digits=MINOR_DIGITS,
        provider=house.settings.oidc_name if house.settings.oidc_issuer else "",
    )


@cache
def _words() -> dict[str, Any]:
    """The page's own strings by language, with those of the administration."""
    desk, admin = (
        orjson.loads((WEB / "console" / name).read_bytes()) for name in ("strings.json", "admin/strings.json")
    )
    return {language: desk[language] | admin[language] for language in desk}
