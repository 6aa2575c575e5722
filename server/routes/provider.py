"""The pages of the payment provider that lives in the process: a person plays the customer who pays, or does not."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from kit.errors import InvalidInputError
from kit.money import Money
from server.access import HouseOf
from server.paid import take_event, tell
from server.routes.demo import page
from server.wiring import House, Tenant
from tools.payments.port import EventKind

router = APIRouter(prefix="/demo/pay", include_in_schema=False)

KINDS: tuple[EventKind, ...] = ("paid", "pending", "failed", "expired", "refunded")
HALF = 2
FORM_BYTES = 1000


@router.get("/{tenant}/{link}")
async def show(tenant: str, link: str, house: HouseOf, done: str = "") -> HTMLResponse:
    """What the link asks for, and what may happen to it now."""
    found = house.tenant(tenant)
    request, file = found.payments.request(link), found.pack.file
    language = file.languages[0]
    return page(
        "pay.html", {"form-action": "'self'"}, name=file.company.name, link=link, tenant=tenant,
        number=request.reference, amount=f"{request.amount.format(file.locale[language])} {request.amount.currency}",
        may=[kind for kind in KINDS if kind in found.payments.may(link)], spanish=language == "es", done=done,
    )  # fmt: skip


@router.post("/{tenant}/{link}")
async def happen(tenant: str, link: str, request: Request, house: HouseOf) -> RedirectResponse:
    """Plays it, and tells Parley as a provider does: by a signed event. ``part``: of a refund, the half."""
    form = parse_qs((await request.body())[:FORM_BYTES].decode("ascii", "replace"))
    told = form.get("kind", [""])[0]
    kind = next((each for each in KINDS if each == told), None)
    if kind is None:
        raise InvalidInputError(f"kind {told!r}: expected one of {', '.join(KINDS)}.")
    await play(house, house.tenant(tenant), link, kind, part="part" in form)
    return RedirectResponse(f"/demo/pay/{tenant}/{link}?done={kind}", 303)


async def play(house: House, tenant: Tenant, link: str, kind: EventKind, *, part: bool = False) -> None:
    whole = tenant.payments.request(link).amount
    half = Money(whole.minor // HALF, whole.currency) if part and kind == "refunded" else None
    sent = tenant.payments.happen(link, kind, house.clock.now(), half)
    await tell(house, tenant.id, await take_event(house, tenant.id, *sent))
