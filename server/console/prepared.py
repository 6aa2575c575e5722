"""``/console/api/quotes``: what whoever is signed in prepares and sends, within the limit of their role."""

from typing import Any

from fastapi import APIRouter

from commerce.conversations import repository as conversations
from commerce.quotes import repository as quotes
from commerce.quotes.model import UnknownQuoteError
from server.access import HouseOf
from server.console.access import Signed, SignedIn
from server.console.conversations import row_seen_by
from server.prepared import Person, discard, listed, prepare
from server.routes.prepared import Prepared
from server.send_prepared import send
from server.wiring import House

router = APIRouter(prefix="/console/api/quotes", tags=["console"])


@router.get("")
async def prepared_here(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """Drafts of the conversations that one sees."""
    return {"quotes": await listed(house, signed.tenant.id, signed.account.branch)}


@router.post("", status_code=201)
async def prepare_here(body: Prepared, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    await row_seen_by(house, signed, body.session_id)
    return await prepare(house, signed.tenant.id, body.session_id, body.wanted(), _person(signed))


@router.put("/{number}")
async def change_here(number: str, body: Prepared, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    await row_seen_by(house, signed, body.session_id)
    return await prepare(house, signed.tenant.id, body.session_id, body.wanted(), _person(signed), number)


@router.post("/{number}/discard", status_code=204)
async def discard_here(number: str, house: HouseOf, signed: SignedIn) -> None:
    await _require_seen(house, signed, number)
    await discard(house, signed.tenant.id, number, _person(signed))


@router.post("/{number}/send")
async def send_here(number: str, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """In the assistant's words, or, for who has taken the conversation over, in their own message with the link."""
    await _require_seen(house, signed, number)
    return await send(house, signed.tenant.id, number, _person(signed))


async def _require_seen(house: House, signed: Signed, number: str) -> None:
    """Raises UnknownQuoteError for another branch's too: whoever may not see it learns nothing of it."""
    async with house.store.unit(signed.tenant.id) as unit:
        row = await quotes.by_number(unit, number)
        branch = (await conversations.get(unit, row["conversation_id"]))["branch"]
    if not signed.account.sees(branch):
        raise UnknownQuoteError(f"Quote {number} was not found.")


def _person(signed: Signed) -> Person:
    return Person(signed.agent, signed.account.role)
