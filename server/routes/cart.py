"""``/api/v5/cart`` and ``/api/v5/order/create``: the shop as a page's own buttons use it, beside the conversation."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import BaseModel, ConfigDict, Field, StrictInt

from commerce.carts import change
from commerce.carts.check_out import check_out
from commerce.carts.model import Cart
from commerce.conversations.repository import get
from commerce.delivery.check import checked
from commerce.metrics.repository import record
from commerce.orders.from_cart import order_cart
from commerce.stock.model import OutOfStockError
from commerce.stock.repository import reserved
from kit.errors import InvalidInputError
from server.access import HouseOf, KeysOf, Token, check_session
from server.routes.sold import CartShown, OrderShown, cart_shown, order_shown
from server.wiring import House, Tenant
from store.repeats import once
from store.unit import Unit

router = APIRouter(prefix="/api/v5", tags=["shop"])

Key = Annotated[str | None, Header(alias="Idempotency-Key")]


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product_id: Annotated[str, Field(min_length=1, max_length=200)]
    """An item's id or its code."""
    quantity: StrictInt = 1


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    session_id: UUID
    idempotency_key: str | None = None


class Add(Asked, Wanted):
    pass


class Update(Asked):
    items: Annotated[list[Wanted], Field(min_length=1, max_length=50)]


class Create(Asked):
    cart_session_id: UUID | None = None
    delivery_info: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=300)]] = {}


@router.post("/cart/add")
async def add(body: Add, house: HouseOf, keys: KeysOf, token: Token, idempotency_key: Key = None) -> CartShown:
    """So many more of one product."""
    found = _tenant(house, check_session(keys, token, body.session_id))
    item = found.desk.catalogue.called(body.product_id).id

    async def put(unit: Unit) -> Cart:
        return await change.add(unit, body.session_id, item, body.quantity, pack=found.pack, now=house.clock.now())

    return await _change(house, found, body, "add", idempotency_key, [item], put)


@router.post("/cart/update")
async def update(body: Update, house: HouseOf, keys: KeysOf, token: Token, idempotency_key: Key = None) -> CartShown:
    """Exactly so many of each product; 0 takes one out."""
    found = _tenant(house, check_session(keys, token, body.session_id))
    items = _told_apart([(found.desk.catalogue.called(each.product_id).id, each.quantity) for each in body.items])

    async def put(unit: Unit) -> Cart:
        return await change.put(unit, body.session_id, items, pack=found.pack, now=house.clock.now())

    return await _change(house, found, body, "update", idempotency_key, list(items), put)


@router.post("/cart/checkout")
async def checkout(body: Asked, house: HouseOf, keys: KeysOf, token: Token, idempotency_key: Key = None) -> CartShown:
    """The cart at today's prices, with what changed since it was shown; its things are kept back for a while."""
    found, now = _tenant(house, check_session(keys, token, body.session_id)), house.clock.now()
    async with house.store.unit(found.id) as unit:
        contact = (await get(unit, body.session_id))["contact_id"]

        async def act() -> dict[str, Any]:
            cart, until = await check_out(unit, contact, found.pack, now)
            await record(unit, body.session_id, "checkout_started", now, key=f"checkout:{cart.id}")
            return cart_shown(cart, found.pack, until).model_dump(mode="json")

        answer = await once(unit, contact, idempotency_key or body.idempotency_key, _told(body, "checkout"), now, act)
    return CartShown.model_validate(answer)


@router.post("/order/create")
async def create(body: Create, house: HouseOf, keys: KeysOf, token: Token, idempotency_key: Key = None) -> OrderShown:
    """An order of all that is in the cart: one cart is one order, whoever asks for it and how often."""
    found, now = _tenant(house, check_session(keys, token, body.session_id)), house.clock.now()
    async with house.store.unit(found.id) as unit:
        contact = (await get(unit, body.session_id))["contact_id"]

        async def act() -> dict[str, Any]:
            where = checked(body.delivery_info, found.pack)
            row = await order_cart(unit, body.session_id, found.pack, where, now, cart=body.cart_session_id)
            await record(unit, body.session_id, "order_placed", now, key=row["number"], converted=True)
            return order_shown(row, found.pack, found.pay_links).model_dump(mode="json")

        answer = await once(unit, contact, idempotency_key or body.idempotency_key, _told(body, "create"), now, act)
    return OrderShown.model_validate(answer)


async def _change(
    house: House, found: Tenant, body: Asked, what: str, key: str | None, items: list[str], put: Any
) -> CartShown:
    """Changes the cart where all of ``items`` can be had in that number."""
    now, levels = house.clock.now(), await found.inventory.levels(items)
    async with house.store.unit(found.id) as unit:
        contact = (await get(unit, body.session_id))["contact_id"]

        async def act() -> dict[str, Any]:
            before = await change.open_cart(unit, contact, found.pack, now)
            back = await reserved(unit, before.id, now) if before else {}
            cart: Cart = await put(unit)
            counts = {line["item"]: line["quantity"] for line in cart.items}
            for item, level in levels.items():
                left = level.count + back.get(item, 0)
                if counts.get(item, 0) > left:
                    raise OutOfStockError(item, counts[item], left)
            return cart_shown(cart, found.pack).model_dump(mode="json")

        answer = await once(unit, contact, key or body.idempotency_key, _told(body, what), now, act)
    return CartShown.model_validate(answer)


def _told_apart(wanted: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The quantity of each item; raises InvalidInputError where one is named twice, by its id and its code perhaps."""
    items = dict(wanted)
    if len(items) < len(wanted):
        counts = Counter(item for item, _ in wanted)
        raise InvalidInputError(f"{counts.most_common(1)[0][0]} is named twice: expected each product once")
    return items


def _tenant(house: House, tenant: str) -> Tenant:
    return house.tenant(tenant)


def _told(body: BaseModel, what: str) -> dict[str, Any]:
    return {"what": what, **body.model_dump(mode="json", exclude={"idempotency_key"})}
