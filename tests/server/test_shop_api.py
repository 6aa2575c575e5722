"""The shop over HTTP: carts, orders, payments and reports, for good input and for bad."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from asgi_lifespan import LifespanManager

from server.app import create_app
from server.wiring import House
from tests.houses import house_of

STAFF = "staff-key-of-the-test"
PADS, FILTER = "pads_jetta_front_ceramic", "oil_filter_nissan"
PICKUP = {"mode": "pickup", "branch": "Centro"}
HOME = {"mode": "delivery", "address": "5 de Mayo 210, Col. Centro", "city": "Querétaro", "phone": "+524425550000"}


class Shop:
    """A customer's page: a session of its own at the auto parts store."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self.client = client
        self.house = house
        self.session = ""
        self.headers: dict[str, str] = {}

    async def begin(self) -> "Shop":
        answer = await self.client.post("/api/v5/sales/start-session", json={"tenant": "autoparts"})
        body = answer.json()
        self.session, self.headers = body["session_id"], {"Authorization": f"Bearer {body['token']}"}
        return self

    async def post(self, path: str, key: str | None = None, **body: Any) -> httpx.Response:
        headers = {**self.headers, "Idempotency-Key": key} if key else self.headers
        return await self.client.post(f"/api/v5/{path}", json={"session_id": self.session, **body}, headers=headers)

    async def good(self, path: str, key: str | None = None, **body: Any) -> dict[str, Any]:
        answer = await self.post(path, key, **body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def rows(self, query: str, *params: Any) -> list[dict[str, Any]]:
        async with self.house.store.unit("autoparts") as unit:
            return await unit.rows(query, params)

    async def left(self, item: str) -> int:
        [row] = await self.rows("SELECT on_hand FROM stock WHERE item_id = %s", item)
        return int(row["on_hand"])


@pytest.fixture
async def shop(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shop]:
    monkeypatch.setenv("PARLEY_STAFF_KEY", STAFF)
    app = create_app(lambda: house_of(database_url, tmp_path, tenant="autoparts"), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
            yield await Shop(opened, app.state.house).begin()


def problem(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text
    return str(answer.json()["detail"])


async def ordered(shop: Shop, delivery: dict[str, str] = PICKUP) -> dict[str, Any]:
    await shop.good("cart/add", product_id=PADS, quantity=1)
    return await shop.good("order/create", delivery_info=delivery)


async def test_a_page_fills_a_cart_checks_it_out_and_orders_it(shop: Shop) -> None:
    cart = await shop.good("cart/add", product_id="bd-4471", quantity=2)
    assert [(line["product_id"], line["quantity"], line["line_total"]) for line in cart["items"]] == [(PADS, 2, 258000)]
    cart = await shop.good("cart/update", items=[{"product_id": PADS, "quantity": 1}])
    assert (cart["total_amount"], cart["currency"], cart["status"]) == (129000, "MXN", "open")
    held = await shop.good("cart/checkout")
    assert held["reserved_until"] == "2026-11-23T14:30:00Z"
    before = await shop.left(PADS)
    order = await shop.good("order/create", cart_session_id=cart["cart_session_id"], delivery_info=HOME)
    assert (order["total_amount"], order["status"], order["payment_status"]) == (138900, "placed", "pending")
    assert [line["product_id"] for line in order["order_details"]["items"]] == [PADS, "home_delivery"]
    assert order["delivery_info"]["city"] == "Querétaro"
    assert "/pay/autoparts." in order["payment_url"]
    assert await shop.left(PADS) == before - 1


async def test_a_doubled_check_out_is_one_order(shop: Shop) -> None:
    cart = await shop.good("cart/add", product_id=PADS, quantity=1)
    wanted = {"cart_session_id": cart["cart_session_id"], "delivery_info": PICKUP}
    answers = await asyncio.gather(*(shop.good("order/create", **wanted) for _ in range(5)))
    assert len({answer["number"] for answer in answers}) == 1
    assert len(await shop.rows("SELECT 1 FROM orders")) == 1


@pytest.mark.parametrize("where", ["header", "field"])
async def test_the_same_key_is_answered_alike_and_refuses_another_body(shop: Shop, where: str) -> None:
    def keyed(key: str, **body: Any) -> dict[str, Any]:
        return {"key": key, **body} if where == "header" else {"idempotency_key": key, **body}

    first = await shop.good("cart/add", **keyed("k1", product_id=PADS, quantity=2))
    assert await shop.good("cart/add", **keyed("k1", product_id=PADS, quantity=2)) == first
    refused = await shop.post("cart/add", **keyed("k1", product_id=PADS, quantity=3))
    assert "another request" in problem(refused, 409)
    second = await shop.good("cart/add", **keyed("k2", product_id=PADS, quantity=2))
    assert second["items"][0]["quantity"] == 4


@pytest.mark.parametrize("quantity", [-3, 0, 10**12, 0.5, 1e12, "2", True, None])
async def test_an_impossible_quantity_is_refused_and_nothing_is_written(shop: Shop, quantity: Any) -> None:
    assert problem(await shop.post("cart/add", product_id=PADS, quantity=quantity), 422)
    assert await shop.rows("SELECT 1 FROM cart_sessions") == []


async def test_more_than_there_is_cannot_be_put_into_a_cart(shop: Shop) -> None:
    assert "6 are left" in problem(await shop.post("cart/add", product_id=PADS, quantity=7), 409)
    assert await shop.rows("SELECT 1 FROM cart_sessions WHERE items <> '[]'") == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("cart/add", {"product_id": "ghost"}, 404),
        ("cart/add", {}, 422),
        ("cart/add", {"product_id": PADS, "price": 1}, 422),
        ("cart/update", {"items": []}, 422),
        ("cart/update", {"items": [{"product_id": PADS}, {"product_id": "BD-4471", "quantity": 3}]}, 422),
        ("cart/checkout", {}, 404),
        ("order/create", {"delivery_info": PICKUP}, 404),
        ("order/create", {"delivery_info": PICKUP, "cart_session_id": "5b3c6d1e-0000-4000-8000-000000000000"}, 404),
    ],
)
async def test_what_cannot_be_done_is_explained(shop: Shop, path: str, body: dict[str, Any], status: int) -> None:
    assert problem(await shop.post(path, **body), status)


@pytest.mark.parametrize(
    ("delivery", "missing"),
    [
        ({}, "mode"), ({"mode": "drone"}, "mode"), ({"mode": "pickup"}, "branch"),
        ({"mode": "pickup", "branch": "Luna"}, "branch"), ({**HOME, "address": "mi casa"}, "address"),
        ({**HOME, "city": "Monterrey"}, "city"), ({**HOME, "phone": ""}, "phone"),
    ],
)  # fmt: skip
async def test_a_delivery_that_cannot_be_made_is_named_and_nothing_is_ordered(
    shop: Shop, delivery: dict[str, str], missing: str
) -> None:
    await shop.good("cart/add", product_id=PADS)
    assert missing in problem(await shop.post("order/create", delivery_info=delivery), 422)
    assert await shop.rows("SELECT 1 FROM orders") == []


async def test_nobody_touches_the_cart_of_another_session(shop: Shop) -> None:
    mine = await shop.good("cart/add", product_id=PADS)
    stranger = await Shop(shop.client, shop.house).begin()
    taken = await stranger.post("order/create", cart_session_id=mine["cart_session_id"], delivery_info=PICKUP)
    assert problem(taken, 404)
    stranger.session = shop.session
    assert problem(await stranger.post("cart/add", product_id=PADS), 403)
    stranger.headers = {}
    assert problem(await stranger.post("cart/add", product_id=PADS), 401)


async def test_a_customer_pays_on_the_provider_s_page_and_is_thanked_with_the_receipt(shop: Shop) -> None:
    order = await ordered(shop)
    way = await shop.client.get(order["payment_url"].replace(shop.house.settings.address, ""))
    assert way.status_code == 303
    page = way.headers["location"].replace(shop.house.settings.address, "")
    assert "$1,290" in (await shop.client.get(page)).text
    paid = await shop.client.post(
        page, content="kind=paid", headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert paid.status_code == 303
    [row] = await shop.rows("SELECT status, payment_status FROM orders")
    assert (row["status"], row["payment_status"]) == ("paid", "paid")
    messages = await shop.rows("SELECT content FROM messages WHERE sender_type = 'ai' ORDER BY seq DESC LIMIT 1")
    assert messages
    again = await shop.client.get(order["payment_url"].replace(shop.house.settings.address, ""))
    assert (again.status_code, "pagado" in again.text) == (200, True)


async def test_a_receipt_is_a_paper_and_a_ticket(shop: Shop) -> None:
    order = await ordered(shop, HOME)
    token = order["payment_url"].rsplit("/", 1)[-1]
    paper = await shop.client.get(f"/receipt/{token}.pdf")
    assert paper.content.startswith(b"%PDF")
    text = (await shop.client.get(f"/receipt/{token}.txt")).text
    assert all(part in text for part in (order["number"], "BD-4471", "$1,389", "IVA", "5 de Mayo 210"))
    english = (await shop.client.get(f"/receipt/{token}.txt?lang=en")).text
    assert "Ceramic front brake pads" in english


@pytest.mark.parametrize("path", ["/pay/{}", "/receipt/{}.pdf", "/receipt/{}.txt"])
async def test_a_tampered_link_opens_nothing(shop: Shop, path: str) -> None:
    order = await ordered(shop)
    token = order["payment_url"].rsplit("/", 1)[-1]
    for wrong in (token[:-1] + ("0" if token[-1] != "0" else "1"), token.replace("autoparts", "roofing"), "x", "a.b.c"):
        assert problem(await shop.client.get(path.format(wrong)), 404)


async def _event(shop: Shop, kind: str = "paid", **changed: Any) -> tuple[bytes, dict[str, str], str]:
    """A signed event about a new order, as the provider would send it, with some of it changed."""
    order = await ordered(shop)
    way = await shop.client.get(order["payment_url"].replace(shop.house.settings.address, ""))
    link = way.headers["location"].rsplit("/", 1)[-1]
    payments, now = shop.house.tenant("autoparts").payments, shop.house.clock.now()
    body, headers = payments.happen(link, kind, now)  # type: ignore[arg-type]
    if changed:
        body, headers = payments.signed(orjson.dumps({**orjson.loads(body), **changed}), now)
    return body, headers, order["number"]


async def test_an_event_is_believed_by_its_signature_on_the_raw_body_and_counted_once(shop: Shop) -> None:
    body, headers, _ = await _event(shop)
    path = "/api/v5/payments/autoparts/events"
    assert problem(await shop.client.post(path, content=body), 401)
    assert problem(await shop.client.post(path, content=body.replace(b"129000", b"1"), headers=headers), 401)
    first = await shop.client.post(path, content=body, headers=headers)
    again = await shop.client.post(path, content=body, headers=headers)
    assert (first.json(), again.json()) == ({"outcome": "recorded"}, {"outcome": "repeated"})
    assert len(await shop.rows("SELECT 1 FROM turns")) == 1


async def test_a_wrong_amount_is_held_and_a_person_is_called(shop: Shop) -> None:
    body, headers, number = await _event(shop, amount={"minor": 1000, "currency": "MXN"})
    answer = await shop.client.post("/api/v5/payments/autoparts/events", content=body, headers=headers)
    assert answer.json() == {"outcome": "held"}
    [row] = await shop.rows("SELECT status, payment_status FROM orders WHERE number = %s", number)
    assert (row["status"], row["payment_status"]) == ("placed", "held")
    assert [each["reason"] for each in await shop.rows("SELECT reason FROM handoffs")] == ["payment_held"]
    staff = {"X-Staff-Key": STAFF}
    waiting = await shop.client.get("/api/v5/reports/payments-held?tenant=autoparts", headers=staff)
    assert "1000" in waiting.json()[0]["why"]


async def test_an_event_beyond_all_size_is_refused(shop: Shop) -> None:
    assert problem(await shop.client.post("/api/v5/payments/autoparts/events", content=b"x" * 70_000), 422)


async def test_staff_read_the_day_and_move_orders_on_and_nobody_else(shop: Shop) -> None:
    order = await ordered(shop)
    path, staff = "/api/v5/reports/sales?tenant=autoparts&day=2026-11-23", {"X-Staff-Key": STAFF}
    assert problem(await shop.client.get(path), 401)
    day = (await shop.client.get(path, headers=staff)).json()
    assert (day["orders"], day["total"], day["paid"], day["by_branch"][0]["name"]) == (1, 129000, 0, "centro")
    move = {"tenant": "autoparts", "number": order["number"], "status": "ready"}
    assert (await shop.client.post("/api/v5/order/status", json=move, headers=staff)).json()["status"] == "ready"
    back = await shop.client.post("/api/v5/order/status", json={**move, "status": "placed"}, headers=staff)
    assert problem(back, 422)
    taken = await shop.client.get("/api/v5/reports/recommendations?tenant=autoparts", headers=staff)
    assert taken.json()["recommended"] == 0
