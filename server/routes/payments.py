"""Paying: the way to the provider's link, its events, and the receipt."""

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from commerce.orders.model import UnknownOrderError
from commerce.orders.repository import by_number
from commerce.orders.ticket import ticket_of, ticket_text
from commerce.payments.link import Wanted, keep, standing
from commerce.payments.model import NotPayableError
from kit.errors import InvalidInputError
from server.access import HouseOf
from server.paid import take_event, tell
from server.routes.demo import page
from server.wiring import House, Tenant
from store.unit import Row
from tools.payments.pay_links import NoSuchPageError
from tools.payments.port import PaymentRequest

router = APIRouter()

EVENT_BYTES = 64 * 1024


@router.post("/api/v5/payments/{tenant}/events", tags=["payments"])
async def events(tenant: str, request: Request, house: HouseOf, later: BackgroundTasks) -> dict[str, str]:
    """What the payment provider says of its links, signed. Answered once it is kept; the customer hears of it after."""
    found = house.tenant(tenant)
    recorded = await take_event(house, found.id, await _body(request), dict(request.headers))
    later.add_task(tell, house, found.id, recorded)
    return {"outcome": recorded.outcome}


@router.get("/pay/{token}", include_in_schema=False)
async def pay(token: str, house: HouseOf) -> Response:
    """Sends the customer on to the provider; where there is nothing to pay, a page says why."""
    tenant = _tenant(house, token)
    try:
        return RedirectResponse(await link_for(house, tenant, tenant.pay_links.number(token)), 303)
    except NotPayableError as error:
        return _closed(tenant, token, error.state)


@router.get("/receipt/{token}.pdf", include_in_schema=False)
async def receipt(token: str, house: HouseOf, lang: str | None = None) -> Response:
    """The receipt of an order as a paper."""
    tenant = _tenant(house, token)
    ticket = ticket_of(await _order(house, tenant, token), tenant.pack, lang or tenant.pack.file.languages[0])
    paper = await tenant.documents.render("order", ticket)
    shown = {"Content-Disposition": f'inline; filename="{ticket["number"]}.pdf"', "Cache-Control": "private, no-cache"}
    return Response(paper, media_type=tenant.documents.media_type, headers=shown)


@router.get("/receipt/{token}.txt", include_in_schema=False)
async def receipt_text(token: str, house: HouseOf, lang: str | None = None) -> Response:
    """The receipt as plain text, for a printer of tickets."""
    tenant = _tenant(house, token)
    ticket = ticket_of(await _order(house, tenant, token), tenant.pack, lang or tenant.pack.file.languages[0])
    return Response(ticket_text(ticket), media_type="text/plain; charset=utf-8")


async def link_for(house: House, tenant: Tenant, number: str) -> str:
    """The provider's link for exactly what the order comes to, made when it is first needed.

    No connection is held while the provider works; made twice at once, it is one link by its key.
    """
    now = house.clock.now()
    async with house.store.unit(tenant.id) as unit:
        found = await standing(unit, number, tenant.pack, now)
    if not isinstance(found, Wanted):
        return str(found["url"])
    request = PaymentRequest(number, found.amount, found.description, found.expires_at)
    link = await tenant.payments.link(request, found.key)
    async with house.store.unit(tenant.id) as unit:
        await keep(unit, found, tenant.payments.provider, link.id, link.url, tenant.pack, now)
    return link.url


async def _body(request: Request) -> bytes:
    """The raw body, as it was signed."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > EVENT_BYTES:
            raise InvalidInputError(f"The event has more than {EVENT_BYTES} bytes.")
    return body


def _tenant(house: House, token: str) -> Tenant:
    found = house.tenants.get(token.partition(".")[0])
    if found is None:
        raise NoSuchPageError("This link is not complete: open it as it was sent.")
    return found


async def _order(house: House, tenant: Tenant, token: str) -> Row:
    number = tenant.pay_links.number(token)
    async with house.store.unit(tenant.id) as unit:
        row = await by_number(unit, number)
    if row is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    return row


def _closed(tenant: Tenant, token: str, state: str) -> HTMLResponse:
    file = tenant.pack.file
    return page(
        "pay_closed.html", name=file.company.name, number=tenant.pay_links.number(token), state=state,
        receipt=tenant.pay_links.receipt(tenant.pay_links.number(token)), spanish=file.languages[0] == "es",
    )  # fmt: skip
