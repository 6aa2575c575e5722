"""``/q/{token}``: a quote as a page and as a PDF, and the buttons under it."""

import hashlib
import re
from base64 import b64encode
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from commerce.packs.fields import Language
from commerce.quotes.model import UnknownQuoteError
from commerce.quotes.paper_words import WORDS
from server.access import HouseOf
from server.quotes import Decision, Opened, decide, look_at, open_quote
from server.routes.demo import page

router = APIRouter(tags=["quotes"])

Signed = Annotated[str, Path(max_length=200, description="From the link that the customer was given")]
_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
_MACHINES = re.compile(
    r"bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|slack|telegram|skype|curl|python", re.I
)


@router.get("/q/{token}.pdf")
async def quote_pdf(token: Signed, house: HouseOf) -> Response:
    """The quote as a PDF. It counts as no look: mail programs fetch it by themselves."""
    found = await open_quote(house, token)
    documents = house.tenant(found.tenant).documents
    made = await documents.render("quote", found.paper)
    name = f'inline; filename="{found.row["proposal_number"]}.pdf"'
    return Response(made, media_type=documents.media_type, headers={**_PRIVATE, "Content-Disposition": name})


@router.api_route("/q/{token}", methods=["GET", "HEAD"], response_class=HTMLResponse)
async def quote_page(token: Signed, request: Request, house: HouseOf) -> Response:
    """The quote as a page. A look is counted when a person's browser shows it."""
    try:
        found = await open_quote(house, token)
    except UnknownQuoteError as error:
        return _gone(request, error)
    if request.method == "GET" and not _is_machine(request):
        await look_at(house, found)
    return _shown(found, token)


@router.post("/q/{token}/{decision}", response_class=RedirectResponse, status_code=303)
async def answer_quote(token: Signed, decision: Decision, house: HouseOf) -> RedirectResponse:
    """Accepts or declines it, as the same words in the chat would."""
    await decide(house, await open_quote(house, token), decision)
    return RedirectResponse(f"/q/{token}", 303, headers=_PRIVATE)


def _shown(found: Opened, token: str) -> Response:
    shown = found.paper
    style = f":root{{--brand:{shown['colour']}}}"
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = {"style-src": f"'self' 'sha256-{digest}'", "form-action": "'self'", "script-src": "'none'"}
    logo = b64encode(shown["logo"].encode()).decode()
    words = WORDS[shown["language"]]
    state = "expired" if not found.is_open and found.row["status"] in {"sent", "viewed"} else found.row["status"]
    answer = page("quote.html", policy, paper=shown, words=words, style=style, logo=logo, token=token, state=state,
                  is_open=found.is_open, newer=found.newer)  # fmt: skip
    answer.headers.update(_PRIVATE)
    return answer


def _gone(request: Request, error: UnknownQuoteError) -> Response:
    language: Language = "es" if request.headers.get("accept-language", "").lower().startswith("es") else "en"
    answer = page("problem.html", None, error.status, language=language, title=WORDS[language]["gone"],
                  detail=error.detail)  # fmt: skip
    answer.headers.update(_PRIVATE)
    return answer


def _is_machine(request: Request) -> bool:
    """Whether nobody is looking: a preview, a crawler, or a browser that loads ahead."""
    told = request.headers
    ahead = "prefetch" in f"{told.get('purpose', '')} {told.get('sec-purpose', '')} {told.get('x-moz', '')}"
    return ahead or _MACHINES.search(told.get("user-agent", "")) is not None
