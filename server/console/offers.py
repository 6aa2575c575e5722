"""``/console/api/conversations/{id}/offers``: prices, times and links that a person sends, as the assistant would."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.orders import repository as orders
from commerce.packs.fields import Text
from commerce.payments.link import PAYABLE
from commerce.pricing.price import unit_price
from graphs.offer import About, Offer, prepare_offer
from server.access import HouseOf
from server.console.access import Signed, SignedIn
from server.console.conversations import Short, row_seen_by
from server.console.shown import message_of
from server.wiring import House
from store.kept import kept_states

router = APIRouter(prefix="/console/api/conversations", tags=["console"])

FOUND = 12


class Wanted(BaseModel):
    """``what``: an item's id or code, a kind of appointment, an order's number."""

    model_config = ConfigDict(extra="forbid")

    about: About
    what: Short


class Confirmed(Wanted):
    """``text``: as it was shown, and as it goes out; ``message_id`` names the message."""

    message_id: Short
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


@router.get("/{conversation_id}/offers")
async def offers(
    conversation_id: UUID, house: HouseOf, signed: SignedIn, q: Annotated[str, Query(max_length=100)] = ""
) -> dict[str, Any]:
    """What may be offered here: ``products`` that ``q`` names, kinds of ``appointments``, ``orders`` to pay."""
    row = await row_seen_by(house, signed, conversation_id)
    tenant = house.tenant(signed.tenant.id)
    pack = tenant.pack
    language = (row["locale"] or pack.file.languages[0])[:2]
    found = tenant.desk.catalogue.search(q, language, limit=FOUND)
    items = [hit.item for hit in found]
    async with house.store.unit(tenant.id) as unit:
        mine = await orders.of_contact(unit, row["contact_id"])
    return {
        "products": [{"id": item.id, "code": item.code, "name": _in(item.name, language),
                      "price": unit_price(item, pack).minor, "from": item.price_from} for item in items],
        "appointments": [{"id": kind.id, "name": _in(kind.name, language)} for kind in pack.file.appointments],
        "orders": [{"number": each["number"], "total": each["total"]} for each in mine
                   if each["status"] != "cancelled" and each["payment_status"] in PAYABLE and each["total"]],
        "currency": pack.file.currency,
    }  # fmt: skip


@router.post("/{conversation_id}/offers/preview")
async def preview(body: Wanted, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """The words, to be read before they are sent. Nothing is held or kept."""
    return {"text": (await _prepared(house, signed, conversation_id, body)).text}


@router.post("/{conversation_id}/offers", status_code=201)
async def send(body: Confirmed, conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, Any]:
    """409, and nothing is sent, for who does not hold the conversation, or where a price or a time changed since."""
    prepared = await _prepared(house, signed, conversation_id, body, body.text)
    row = await house.people.offer(
        signed.tenant.id, conversation_id, signed.agent, body.message_id, prepared, signed.tenant.pack
    )
    return message_of(row)


async def _prepared(house: House, signed: Signed, conversation: UUID, wanted: Wanted, seen: str | None = None) -> Offer:
    row = await row_seen_by(house, signed, conversation)
    async with house.store.unit(signed.tenant.id) as unit:
        kept = (await kept_states(unit, conversation, [row["turn_seq"]])).get(row["turn_seq"], {})
    context = house.context(signed.tenant.id, row["timezone"], None)
    return await prepare_offer(context, kept, row, wanted.about, wanted.what, seen)


def _in(text: Text, language: str) -> str:
    return next((words for name, words in text.items() if name == language), next(iter(text.values())))
