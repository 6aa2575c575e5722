"""``/console/api/quotes``: what whoever is signed in prepares and sends, within the limit of their role."""

from typing import Any

from fastapi import APIRouter

from server.access import HouseOf
from server.console.access import Signed, SignedIn
from server.console.conversations import row_seen_by
from server.prepared import Person, discard, listed, prepare
from server.routes.prepared import Prepared
from server.send_prepared import send

router = APIRouter(prefix="/console/api/quotes", tags=["console"])


@router.get("")
async def prepared_here(house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    return {"quotes": await listed(house, signed.tenant.id)}


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
    await discard(house, signed.tenant.id, number, _person(signed))


@router.post("/{number}/send")
async def send_here(number: str, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """In the assistant's words, or, for who has taken the conversation over, in their own message with the link."""
    return await send(house, signed.tenant.id, number, _person(signed))


def _person(signed: Signed) -> Person:
    return Person(signed.agent, signed.account.role)
